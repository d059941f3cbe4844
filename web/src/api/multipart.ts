type Value = string | boolean | Blob | null | undefined

/**
 * A body of form fields and files for a call of the client: what is empty or false is left out.
 * `api.POST(url, { params, ...multipart({ kind, file }) })`
 */
export function multipart(fields: Readonly<Record<string, Value>>): {
  body: never
  bodySerializer: () => FormData
} {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof File) body.append(name, value, value.name)
    else if (value instanceof Blob) body.append(name, value)
    else if (value) body.append(name, String(value))
  }
  return { body: body as never, bodySerializer: () => body }
}
