// The floor of sending: posts ready-made messages to the gateway, so many at once, without a database.

export interface FloorQuestion {
  readonly url: string
  readonly phones: readonly string[]
  readonly atOnce: number
  readonly text: string
}

export interface FloorAnswer {
  readonly seconds: number
  readonly total: number
  readonly cpuSeconds: number
}

process.once('message', (question: FloorQuestion) => {
  post(question).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function post({ url, phones, atOnce, text }: FloorQuestion): Promise<FloorAnswer> {
  const startedMs = performance.now()
  const cpuAtStart = process.cpuUsage()
  const queue = phones.entries()
  const work = async (): Promise<void> => {
    for (const [nth, to] of queue) {
      const body = JSON.stringify({ to, text, id: `floor-${nth}` })
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      if (!answer.ok) throw new Error(`The gateway answered ${answer.status}`)
      await answer.text()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const { user, system } = process.cpuUsage(cpuAtStart)
  return {
    seconds: (performance.now() - startedMs) / 1_000,
    total: phones.length,
    cpuSeconds: (user + system) / 1e6,
  }
}
