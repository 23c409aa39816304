// The port of storage: keeps blobs under names, durably. An adapter may be a folder, or a store of objects.

export interface Storage {
  /** Keeps a blob, and replaces an earlier one. When it resolves, the blob survives a loss of power. */
  put(name: string, bytes: Buffer): Promise<void>
  /** Undefined when there is no such blob. */
  get(name: string): Promise<Buffer | undefined>
  /** Deletes a blob. A repeat changes nothing. */
  delete(name: string): Promise<void>
  /** Removes what a process left that was killed while it wrote. */
  sweep(): Promise<void>
}

const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

/** Throws when a name could lead out of the storage, or means different blobs on different systems. */
export function requireName(name: string): void {
  if (name.length > 400 || !NAME.test(name)) throw new Error('a name in storage has only a-z, 0-9, - _ . and /')
}
