// Sends and reads files in parts: raw bytes with the token of the person, and the problems that pages understand.
import { ApiProblem, NoAnswer } from './problem.ts'
import { headersWith, signedIn } from './signed-in.ts'

/** Without a byte for so long the line is dead. */
const STALLED_MS = 30_000

interface Sending {
  readonly signal: AbortSignal
  /** How many bytes of this part are on their way. */
  readonly onSent: (bytes: number) => void
}

/** Sends a part of a file. Gives how many bytes of the file the server has. */
export async function sendPart(uploadId: string, offset: number, part: Blob, sending: Sending): Promise<number> {
  const url = `/v1/documents/uploads/${uploadId}?offset=${offset}`
  const { receivedBytes } = await signedIn((token) => putOnce(url, part, token, sending))
  return receivedBytes
}

// Not fetch, which does not tell how much of a body has left.
function putOnce(
  url: string,
  part: Blob,
  token: string | undefined,
  { signal, onSent }: Sending,
): Promise<{ receivedBytes: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let watch = setTimeout(() => request.abort(), STALLED_MS)
    const stop = (): void => request.abort()
    const end = (settle: () => void): void => {
      clearTimeout(watch)
      signal.removeEventListener('abort', stop)
      settle()
    }
    const lost = (): void => end(() => reject(signal.aborted ? signal.reason : new NoAnswer(true)))
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(watch)
      watch = setTimeout(() => request.abort(), STALLED_MS)
      onSent(loaded)
    }
    request.onerror = lost
    request.onabort = lost
    request.onload = () =>
      end(() => {
        const answer = readJson(request.responseText)
        if (request.status < 300) resolve(answer as { receivedBytes: number })
        else reject(new ApiProblem(request.status, answer))
      })
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headersWith(token))) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    signal.addEventListener('abort', stop)
    if (signal.aborted) lost()
    else request.send(part)
  })
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

export interface ReadPart {
  readonly bytes: Blob
  readonly mediaType: string
  readonly sizeBytes: number
  /** The policy of the server: a browser may show the file. It only stores the others. */
  readonly isShown: boolean
}

/** Reads a part of a document. It may be shorter than asked for, at the end of the file. */
export function readPart(documentId: string, offset: number, bytes: number, signal: AbortSignal): Promise<ReadPart> {
  return signedIn(async (token) => {
    const range = `bytes=${offset}-${offset + bytes - 1}`
    const asked = { headers: { ...headersWith(token), range }, signal }
    try {
      const response = await fetch(`/v1/documents/${documentId}/content`, asked)
      if (!response.ok) throw new ApiProblem(response.status, readJson(await response.text()))
      const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
      const part = await response.blob()
      return {
        bytes: part,
        mediaType: response.headers.get('content-type') ?? '',
        sizeBytes: total === undefined ? part.size : Number(total),
        isShown: (response.headers.get('content-disposition') ?? '').startsWith('inline'),
      }
    } catch (error) {
      if (error instanceof ApiProblem || signal.aborted) throw error
      throw new NoAnswer(false)
    }
  })
}
