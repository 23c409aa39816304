// Tests the page /dev/inbox: JSON for programs, a page without scripts for browsers, and nothing in production.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setup } from '../../testing/setup.ts'

const PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

test('programs get JSON with the messages of all channels, the newest first', async (t) => {
  const { program, ask } = await setup(t, { isStarted: false })
  const { inbox, sms, mail } = program.context('identity').channels
  await sms?.send({ to: '+919812345678', text: 'Sehat: 482913 is your code.' })
  await mail?.send({ to: 'asha@sehat.example', text: 'a mail' })
  inbox?.note('in-app', { to: 'account', text: 'in Sehat' })
  for (const accept of [undefined, '*/*', 'application/json']) {
    const answer = await ask<{ messages: { to: string; text: string; channel: string }[] }>('GET', '/dev/inbox', {
      ...(accept && { headers: { accept } }),
    })
    assert.match(String(answer.headers['content-type']), /application\/json/)
    assert.deepEqual(
      answer.body.messages.map(({ to, text }) => ({ to, text })),
      [
        { to: 'account', text: 'in Sehat' },
        { to: 'asha@sehat.example', text: 'a mail' },
        { to: '+919812345678', text: 'Sehat: 482913 is your code.' },
      ],
    )
  }
})

test('a browser gets a page in its language, with the code apart, in which no message can run a script', async (t) => {
  const { program, ask } = await setup(t, { isStarted: false })
  const { sms } = program.context('identity').channels
  await sms?.send({ to: '+919812345678', text: '<script>alert(1)</script> 482913 & "x"' })
  const english = await ask<string>('GET', '/dev/inbox', { headers: { accept: PAGE } })
  assert.match(String(english.headers['content-type']), /text\/html/)
  assert.match(english.body, /<html lang="en">/)
  assert.match(english.body, /<strong class="code" translate="no">482913<\/strong>/)
  assert.ok(!english.body.includes('<script'))
  assert.match(english.body, /&lt;script&gt;alert\(1\)&lt;\/script&gt; 482913 &amp; &quot;x&quot;/)
  const policy = String(english.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'; style-src 'sha256-/)
  assert.doesNotMatch(policy, /unsafe|script-src/)
  const hindi = await ask<string>('GET', '/dev/inbox', { headers: { accept: PAGE, 'accept-language': 'hi-IN,en' } })
  assert.match(hindi.body, /<html lang="hi">/)
})

test('where messages really leave there is no such page', async (t) => {
  const { ask } = await setup(t, { isStarted: false, channels: { inbox: undefined } })
  assert.equal((await ask('GET', '/dev/inbox')).status, 404)
})
