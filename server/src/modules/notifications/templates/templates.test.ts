// Tests the texts: both languages, their values, no health detail, and the registered form (DLT) sign by sign.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transaction } from '../../../platform/postgres/db.ts'
import { LANGUAGES } from '../contract.ts'
import { begin } from '../testing.ts'
import { hashOf, listRegistrable, openRegister, readRegistrations } from './register.ts'
import { fitsRegistered, render, shorten, toRegisteredForm, VALUE_SIGNS_MAX } from './rules.ts'
import { upsertSmsTemplate } from './store.ts'
import { TEMPLATE_NAMES, textOf, typeOf } from './templates.ts'

const VALUES: Readonly<Record<string, string>> = {
  day: '2026-09-30',
  window: '09:00-24:00',
  place: 'Rajiv Gandhi Super Speciality Hospital and Research Centre, Block "B"',
  reference: 'DL-7F3K-9Q2M',
  time: '23:59',
  untilDay: '2026-09-30',
  untilTime: '23:59',
  count: '12',
  site: 'https://health.example.gov.in',
  code: 'abcdefghijklmnop',
  device: 'Firefox on a very long name of an operating system, version 123',
}

const each = TEMPLATE_NAMES.flatMap((template) => LANGUAGES.map((language) => ({ template, language })))

test('each text has exactly the values that its template names, in both languages', () => {
  for (const { template, language } of each) {
    const named = [...textOf(template, language).matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
    assert.deepEqual(named.sort(), [...typeOf(template).params].sort(), `${template} ${language}`)
    assert.match(textOf(template, language), language === 'hi' ? /^सेहत/ : /^Sehat/)
  }
})

test('no text has a health detail', () => {
  const details = /dose|vaccin|covid|BCG|test result|report|doctor|medicine|टीक|खुराक|कोविड|जाँच|दवा/i
  for (const { template, language } of each) assert.doesNotMatch(textOf(template, language), details)
})

test('a rendered text differs from the registered one only in the values, and each value fits', () => {
  for (const { template, language } of each) {
    const { text, subject } = render(template, VALUES, language)
    assert.ok(fitsRegistered(text, toRegisteredForm(template, language)), `${template} ${language}: ${text}`)
    assert.ok(subject.length > 0)
    assert.doesNotMatch(text, /[{}]/)
  }
})

test('a text that differs by one sign does not fit', () => {
  const registered = toRegisteredForm('account-role', 'en')
  const { text } = render('account-role', VALUES, 'en')
  assert.ok(!fitsRegistered(`${text} `, registered))
  assert.ok(!fitsRegistered(text.replace('Sehat: ', 'Sehat : '), registered))
})

test('a long value is cut at a word, on one line and without hidden signs', () => {
  const cut = shorten(VALUES.place as string)
  assert.equal(cut, 'Rajiv Gandhi Super Speciality…')
  assert.ok(cut.length <= VALUE_SIGNS_MAX)
  assert.equal(shorten('a\r\nb\u202ec'), 'a b c')
})

test('a registration is read only if its text is ours, and a changed text does not leave by SMS', async (t) => {
  const place = await begin(t, { env: { ROLE: 'web' } })
  const { db } = place.context
  const ids = { entityId: '1101234567890123456', header: 'SEHATG-S', templateId: '1107123456789012345' }
  const file = listRegistrable(LANGUAGES).map((text) => ({ ...text, ...ids }))
  assert.equal(file.length, 2 * TEMPLATE_NAMES.length)
  const rows = readRegistrations(JSON.stringify(file))
  assert.ok(typeof rows !== 'string')
  for (const wrong of ['{', '[{}]', JSON.stringify([{ ...file[0], text: `${file[0]?.text} ` }])]) {
    assert.equal(typeof readRegistrations(wrong), 'string')
  }
  assert.equal(await openRegister(place.context).find('account-role', 'en'), undefined)
  await transaction(db, async (tx) => {
    for (const row of rows) await upsertSmsTemplate(tx, row)
    const changed = rows.find(({ template, language }) => template === 'account-mail' && language === 'hi')
    if (changed) await upsertSmsTemplate(tx, { ...changed, text_hash: hashOf('an older text') })
  })
  const register = openRegister(place.context)
  assert.deepEqual(await register.find('account-role', 'en'), ids)
  assert.equal(await register.find('account-mail', 'hi'), 'changed')
})
