// The conformance test of channels: each adapter must pass it, wherever its messages go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Channel, ChannelMessage } from '../platform/ports/channels.ts'
import type { WithAfter } from './database.ts'

export interface OpenedChannel {
  readonly channel: Channel
  /** An address of this channel. */
  readonly to: string
  /** The texts that arrived at the address, in any order. */
  arrived(): Promise<readonly string[]>
  /** Makes the other side refuse until `recover`; undefined for a channel that has no other side. */
  readonly refuse?: (how: 'temporary' | 'permanent') => void
  readonly recover?: () => void
}

const TEXTS = ['Sehat: 482913 is your code.', 'सेहत: आपका समय तय है, सोम 9 मार्च, 09:00.', 'quotes " \\ <b> & a\nline']

export function channelConforms(name: string, open: (t: WithAfter) => Promise<OpenedChannel>): void {
  const send = ({ channel, to }: OpenedChannel, message: Partial<ChannelMessage>) =>
    channel.send({ to, text: 'a text', ...message })

  test(`${name}: takes a message, names it or says that it has no name, and the text arrives unchanged`, async (t) => {
    const opened = await open(t)
    for (const text of TEXTS) {
      const answer = await send(opened, { text, subject: 'Sehat', id: crypto.randomUUID() })
      assert.ok('providerId' in answer, JSON.stringify(answer))
      assert.ok(answer.providerId === null || answer.providerId.length > 0)
    }
    assert.deepEqual([...(await opened.arrived())].sort(), TEXTS.toSorted())
    opened.channel.close()
  })

  test(`${name}: answers and does not throw when the other side refuses, and takes messages after that`, async (t) => {
    const opened = await open(t)
    const { refuse, recover } = opened
    if (refuse && recover) {
      for (const refusal of ['temporary', 'permanent'] as const) {
        refuse(refusal)
        const answer = await send(opened, { text: `refused: ${refusal}` })
        assert.ok('refusal' in answer, JSON.stringify(answer))
        assert.equal(answer.refusal, refusal)
        assert.match(answer.code, /^[a-z0-9_-]{3,40}$/)
        assert.ok(!answer.code.includes(opened.to), 'a code holds no address')
      }
      recover()
    }
    assert.ok('providerId' in (await send(opened, { text: 'after that' })))
    assert.deepEqual(await opened.arrived(), ['after that'])
    opened.channel.close()
  })
}
