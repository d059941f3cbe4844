/**
 * Answers that the server wrote into the page, by request address, for example
 * `<script type="application/json" id="boot">{"/api/v1/session": {...}}</script>`.
 * Each serves the first such request and is then forgotten; a write makes all of them old.
 */
const answers = new Map<string, unknown>()

export function readBoot(page: Document = document): void {
  const text = page.getElementById('boot')?.textContent
  if (!text) return
  try {
    for (const [address, answer] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
      answers.set(address, answer)
    }
  } catch {
    answers.clear()
  }
}

/** Takes the prepared answer to a request, if the page came with one. */
export function takeBoot(request: Request): Response | null {
  if (answers.size === 0) return null
  if (request.method !== 'GET') {
    answers.clear()
    return null
  }
  const { pathname, search } = new URL(request.url)
  const address = pathname + search
  if (!answers.has(address)) return null
  const answer = answers.get(address)
  answers.delete(address)
  return Response.json(answer)
}
