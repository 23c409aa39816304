// Fetches Sehat's answer for each PIN code once.

export const urlOf = (pin: string): string => `/v1/vaccination/availability?pin=${pin}`

export interface KeptAnswer {
  readonly url: string
  readonly etag: string
  readonly bytes: Buffer
}

const AT_ONCE = 32

export async function fetchAnswers(port: number, pins: readonly string[]): Promise<KeptAnswer[]> {
  const answers: KeptAnswer[] = []
  const queue = pins.values()
  const work = async (): Promise<void> => {
    for (const pin of queue) {
      const url = urlOf(pin)
      const response = await fetch(`http://127.0.0.1:${port}${url}`)
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
      const bytes = Buffer.from(await response.arrayBuffer())
      answers.push({ url, etag: response.headers.get('etag') ?? '', bytes })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return answers
}
