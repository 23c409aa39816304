// Tests the port of PDFs: a real browser makes them, Hindi stands in them, and without a browser the answer says so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../print/markup.ts'
import { toPage } from '../print/page.ts'
import { Problem } from '../problem.ts'
import { browserPdf } from './pdf.ts'

const page = toPage({
  sheet: 'a5',
  language: 'hi',
  title: 'पर्चा',
  body: html`<h1>दवा का पर्चा</h1><p>क्षमा, श्री, द्वारा</p>`,
})
const browser = process.env.CHROMIUM

const skip = browser ? false : 'Chromium is missing'

test('a browser makes a PDF of the size of the sheet, with the letters of Hindi in it', { skip }, async () => {
  const pdf = await browserPdf(browser)(page)
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  const text = pdf.toString('latin1')
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) as RegExpExecArray
  // A5 is 148 x 210 mm; a point is 1/72 of an inch.
  assert.ok(Math.abs(Number(width) - 419.5) < 2 && Math.abs(Number(height) - 595.3) < 2, `${width} x ${height}`)
  assert.match(text, /Devanagari|Lohit|Nirmala|Mangal/i, 'a font with the letters is part of the PDF')
})

test('many at once wait for each other, and all get theirs', { skip }, async () => {
  const toPdf = browserPdf(browser)
  const all = await Promise.all([1, 2, 3, 4].map(() => toPdf(page)))
  assert.deepEqual(
    all.map((pdf) => pdf.subarray(0, 5).toString()),
    ['%PDF-', '%PDF-', '%PDF-', '%PDF-'],
  )
})

test('without a browser the answer names the cure; a browser that fails is a fault of ours', async () => {
  await assert.rejects(
    browserPdf(undefined, ['/nonexistent'])(page),
    (error: Problem) => error.type.slug === 'no-browser',
  )
  await assert.rejects(browserPdf('/bin/false')(page), /the browser made no PDF: it ended with 1/)
  await assert.rejects(browserPdf('/nonexistent/chromium')(page), (error) => !(error instanceof Problem))
})
