// Tests prints: amounts in words, what the law wants on a bill, and who gets a bill, a receipt and a credit note.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { endOf, openPlace } from '../testing-till.ts'
import { toRupeesInWords } from './in-words.ts'

const held = openPlace()

async function print(url: string, by = held.till.cashier): Promise<string> {
  const answer = await held.till.get(url, by)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return String(answer.body)
}

test('rupees in words have crore and lakh, in English and Hindi', () => {
  const english: [number, string][] = [
    [0, 'zero'],
    [1_900, 'nineteen'],
    [123_456_750, 'twelve lakh thirty-four thousand five hundred sixty-seven and fifty paise'],
    [20_000_000_000, 'twenty crore'],
    [10_005, 'one hundred and five paise'],
  ]
  for (const [paise, words] of english) assert.equal(toRupeesInWords(paise, 'en'), `Rupees ${words} only`)
  assert.equal(toRupeesInWords(9_910, 'hi'), 'निन्यानवे रुपये दस पैसे मात्र')
  assert.equal(toRupeesInWords(12_500_000, 'hi'), 'एक लाख पच्चीस हज़ार रुपये मात्र')
})

test('each amount has words of its own', () => {
  const amount = fc.integer({ min: 0, max: 100_000_000_000 })
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      for (const language of ['en', 'hi'] as const) {
        const [first, second] = [toRupeesInWords(one, language), toRupeesInWords(other, language)]
        assert.equal(first === second, one === other)
        assert.ok(!first.includes('undefined'))
      }
    }),
  )
})

test('a bill has the particulars of the law, its payments, and in Hindi too', async () => {
  const { till } = held
  const { invoiceId, number } = await till.bill([
    ['CBC', 1],
    ['PCM', 10],
  ])
  await till.openSession(till.cashier)
  const paid = await till.pay(invoiceId, 25_000, { method: 'cash', tenderedPaise: 50_000 })
  const receipt = String(paid.body.payment.receiptNumber)
  for (const sheet of ['a5', 'roll']) {
    const page = await print(`invoices/${invoiceId}/print?sheet=${sheet}`)
    for (const part of ['Invoice-cum-bill of supply', number, 'Asha Care Private Limited', '07ABCDE1234F1Z5']) {
      assert.ok(page.includes(part), `${sheet}: ${part}`)
    }
    for (const part of ['3004', '9993', 'CGST', 'SGST', 'exempt', receipt, 'Still to pay', 'Rupees ']) {
      assert.ok(page.includes(part), `${sheet}: ${part}`)
    }
  }
  const hindi = await print(`invoices/${invoiceId}/print?language=hi`)
  for (const part of ['इनवॉइस सह आपूर्ति बिल', 'देना बाकी', 'दो सौ साठ रुपये पचास पैसे मात्र'])
    assert.ok(hindi.includes(part), part)
  const slip = await print(`payments/${paid.body.payment.paymentId}/print?sheet=roll`)
  for (const part of [receipt, number, '₹250.00', 'Rupees two hundred fifty only', 'Change']) {
    assert.ok(slip.includes(part), part)
  }
})

test('what is given back stands on the bill and on a credit note; a receipt of money given back says so', async () => {
  const { till } = held
  const { invoiceId, number } = await till.bill([['PCM', 10]])
  const total = (await till.get(`invoices/${invoiceId}`, till.cashier)).body.totalPaise
  await till.pay(invoiceId, total, { method: 'card', reference: 'PRINT-1' })
  const lines = [{ line: 1, quantity: 4 }]
  const note = await till.post(`invoices/${invoiceId}/credit-notes`, till.cashier, {
    lines,
    reason: 'A strip <came> back',
  })
  const { creditNoteId, number: noteNumber } = (note.body as unknown as { creditNote: Record<string, string> })
    .creditNote
  const page = await print(`credit-notes/${creditNoteId}/print`, till.citizen)
  for (const part of ['Credit note', noteNumber, number, 'A strip &lt;came&gt; back', 'CGST']) {
    assert.ok(page.includes(String(part)), part)
  }
  const due = (await till.get(`invoices/${invoiceId}`, till.cashier)).body.refundablePaise
  const back = await till.post('refunds', till.cashier, {
    ...{ invoiceId, method: 'card', amountPaise: due, reference: 'PRINT-2' },
  })
  assert.match(await print(`payments/${back.body.paymentId}/print`, till.citizen), /Receipt of money given back/)
  const bill = await print(`invoices/${invoiceId}/print`, till.citizen)
  assert.ok(bill.includes(String(noteNumber)) && bill.includes('given back'))
})

test('an advance has a receipt; a payment that waits, a stranger and another facility get nothing', async () => {
  const { till, place } = held
  const body = { facilityId: till.here, patientId: till.citizen.patientId, method: 'card', amountPaise: 70_000 }
  const advance = await till.post('advances', till.cashier, { ...body, reference: 'AHEAD-1' })
  assert.match(await print(`payments/${advance.body.paymentId}/print`, till.citizen), /Receipt of an advance/)
  const { invoiceId } = await till.bill([['CBC', 1]])
  const asked = await till.post(`invoices/${invoiceId}/upi-requests`, till.citizen, {})
  assert.equal(endOf(await till.get(`payments/${asked.body.paymentId}/print`, till.citizen)), '404 not-found')
  const elsewhere = await place.staff('cashier', till.there)
  const stranger = await place.citizen()
  for (const by of [elsewhere, stranger]) {
    assert.equal(endOf(await till.get(`invoices/${invoiceId}/print`, by)), '404 not-found')
    assert.equal(endOf(await till.get(`payments/${advance.body.paymentId}/print`, by)), '404 not-found')
  }
  assert.match(endOf(await till.get(`invoices/${invoiceId}/print?sheet=a3`, till.cashier)), /^400 /)
})
