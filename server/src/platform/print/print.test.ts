// Tests prints: nothing from outside becomes HTML, sums and days read as people write them, and a page loads nothing.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { html } from './markup.ts'
import { sendPrint, toPage, toPrintedDay, toPrintedTime, toRupees, toTable } from './page.ts'
import { toQrCode } from './qr-code.ts'

test('values are escaped between tags and in attributes, HTML of our own is not', () => {
  const bad = `<img src=x onerror="alert('1')">&`
  const { text } = html`<p title="${bad}">${bad}${html`<b>${1}</b>`}${[html`<i>`, '<']}${undefined}${false}${null}</p>`
  const safe = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'
  assert.equal(text, `<p title="${safe}">${safe}<b>1</b><i>&lt;</p>`)
  fc.assert(fc.property(fc.string(), (value) => !/[<>"']/.test(html`${value}`.text)))
})

test('a table has its numbers at the right', () => {
  const { text } = toTable([{ name: 'Test' }, { name: 'Value', isNumber: true }], [['A & B', 1.5]])
  assert.match(text, /<th scope="col">Test<\/th><th class="number" scope="col">Value<\/th>/)
  assert.match(text, /<td>A &amp; B<\/td><td class="number">1.5<\/td>/)
})

test('a page names its size and language, and its policy allows its own style and nothing else', async () => {
  for (const [sheet, size] of [
    ['a4', 'A4'],
    ['a5', 'A5'],
    ['roll', '80mm 200mm'],
    ['label', '50mm 25mm'],
  ] as const) {
    const headers: Record<string, string> = {}
    const reply = {
      type(value: string) {
        headers.type = value
        return reply
      },
      header(name: string, value: string) {
        headers[name] = value
        return reply
      },
    }
    const print = { sheet, language: 'hi', title: 'रिपोर्ट <1>', body: html`<h1>रिपोर्ट</h1>` } as const
    const toPdf = async (html: string) => Buffer.from(`%PDF-${html}`)
    const pdf = await sendPrint({ toPdf }, reply as never, print, 'pdf')
    assert.deepEqual([String(pdf), headers.type], [`%PDF-${toPage(print)}`, 'application/pdf'])
    const page = await sendPrint({ toPdf }, reply as never, print, 'page')
    assert.equal(page, toPage(print))
    assert.match(page, /<html lang="hi">/)
    assert.ok(page.includes(`size: ${size}`) && page.includes('<title>रिपोर्ट &lt;1&gt;</title>'))
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] as string
    const policy = headers['content-security-policy'] as string
    assert.match(policy, /default-src 'none'/)
    assert.ok(policy.includes(createHash('sha256').update(style).digest('base64')))
    assert.match(page, /http-equiv="content-security-policy" content="default-src &#39;none&#39;; style-src /)
    assert.doesNotMatch(page, /<script|src=|href=|url\(/)
  }
})

test('money, days and times read as people in India write them', () => {
  assert.equal(toRupees(12_345_650, 'en'), '₹1,23,456.50')
  assert.equal(toRupees(5, 'hi'), '₹0.05')
  assert.equal(toPrintedDay('2026-03-02', 'en'), '2 Mar 2026')
  assert.equal(toPrintedDay('2026-03-02', 'hi'), '2 मार्च 2026')
  assert.match(toPrintedTime(new Date('2026-03-02T20:00:00Z'), 'en'), /^3 Mar 2026, 1:30\sam$/)
})

test('a QR code is one drawing without a script', () => {
  const { text } = toQrCode('LAB 26-000123')
  assert.match(text, /^<svg [^>]*viewBox=/)
  assert.doesNotMatch(text, /<script|<\?xml/)
})
