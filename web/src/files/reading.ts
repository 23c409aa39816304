// Reads the content of a document in parts, so that a lost line costs one part, and gives it as a file of the browser.
import { useEffect, useRef, useState } from 'react'
import { readPart } from '../api/bytes.ts'
import { lineOrTime, mayPass } from './sending.ts'

const PART_BYTES = 8 * 1024 * 1024
const WAIT_MS = 2_000

export interface Content {
  /** An address inside this page. */
  readonly url: string
  readonly mediaType: string
  /** The server lets a browser show it. */
  readonly isShown: boolean
}

interface Asked {
  readonly signal: AbortSignal
  readonly onRead: (share: number) => void
}

async function readContent(documentId: string, { signal, onRead }: Asked): Promise<Content> {
  const parts: Blob[] = []
  for (let at = 0; ; ) {
    try {
      const part = await readPart(documentId, at, PART_BYTES, signal)
      parts.push(part.bytes)
      at += part.bytes.size
      onRead(at / part.sizeBytes)
      if (at < part.sizeBytes && part.bytes.size > 0) continue
      const { mediaType, isShown } = part
      return { url: URL.createObjectURL(new Blob(parts, { type: mediaType })), mediaType, isShown }
    } catch (error) {
      if (signal.aborted || !mayPass(error) || at === 0) throw error
      await lineOrTime(WAIT_MS, signal)
    }
  }
}

export function useContent(documentId: string, onReady: (content: Content) => void) {
  const [share, setShare] = useState<number>()
  const [content, setContent] = useState<Content>()
  const [error, setError] = useState<unknown>()
  const control = useRef<AbortController>(undefined)
  const url = useRef<string>(undefined)
  useEffect(
    () => () => {
      control.current?.abort()
      if (url.current !== undefined) URL.revokeObjectURL(url.current)
    },
    [],
  )
  const read = async (): Promise<void> => {
    if (content) return onReady(content)
    const own = new AbortController()
    control.current?.abort()
    control.current = own
    setError(undefined)
    setShare(0)
    try {
      const found = await readContent(documentId, { signal: own.signal, onRead: setShare })
      url.current = found.url
      setContent(found)
      onReady(found)
    } catch (failed) {
      if (!own.signal.aborted) setError(failed)
    } finally {
      setShare(undefined)
    }
  }
  return { ...{ share, content, error, read }, stop: () => control.current?.abort() }
}
