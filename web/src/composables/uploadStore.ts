/** A file that has not arrived yet, kept on this device so that a reload does not lose it. */
export interface KeptUpload {
  key: string
  /** What it belongs to, such as a draft. */
  scope: string
  name: string
  kind: 'image' | 'video'
  file: Blob
  /** Where the server holds what has arrived. */
  url: string | null
  at: number
}

const databaseName = 'shancha-uploads'
const tableName = 'files'
/** The server forgets unfinished uploads after a day, and nobody waits longer. */
const lifetime = 3 * 86_400_000

let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(tableName, { keyPath: 'key' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
  })
  return opening
}

async function run<T>(
  mode: IDBTransactionMode,
  act: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    const database = await open()
    return await new Promise<T>((resolve, reject) => {
      const request = act(database.transaction(tableName, mode).objectStore(tableName))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('refused')))
    })
  } catch {
    // No room or no database, as in some private windows: then a reload asks for the file again.
    return null
  }
}

/** Files on their way, kept over a reload. Every act is silent where the browser keeps nothing. */
export const uploadStore = {
  async put(upload: KeptUpload): Promise<void> {
    await run('readwrite', (table) => table.put(upload))
  },

  async remove(key: string): Promise<void> {
    await run('readwrite', (table) => table.delete(key))
  },

  /** The unfinished files of a scope, oldest first; what nobody will come back for is thrown away. */
  async list(scope: string): Promise<KeptUpload[]> {
    const all = (await run<KeptUpload[]>('readonly', (table) => table.getAll())) ?? []
    const oldest = Date.now() - lifetime
    for (const { key, at } of all) if (at < oldest) void this.remove(key)
    return all.filter((upload) => upload.scope === scope && upload.at >= oldest).sort((a, b) => a.at - b.at)
  },

  /** Gives the files of one scope to another, as when a draft got its id. */
  async move(from: string, to: string): Promise<void> {
    for (const upload of await this.list(from)) await this.put({ ...upload, scope: to })
  },

  async clear(scope: string): Promise<void> {
    for (const { key } of await this.list(scope)) await this.remove(key)
  },
}

export type UploadStore = typeof uploadStore
