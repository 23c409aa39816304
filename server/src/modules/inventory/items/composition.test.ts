// Tests which substances are read from names of the list that ships with Sehat, and which names are left to people.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { openFile } from '../../../platform/files/open-file.ts'
import { readTable } from '../../../platform/files/read-table.ts'
import { readComposition } from './composition.ts'
import { LIST_COLUMNS, readListRow, toPack } from './list-row.ts'

const LIST = path.resolve(import.meta.dirname, '../../../../../data/medicines/jan_aushadhi_products.csv')
const substances = (name: string) => readComposition(name)?.map(({ substance }) => substance)

test('substances are read with their amounts, without form, salt and pharmacopoeia', () => {
  assert.deepEqual(readComposition('Diclofenac Sodium 50mg and Paracetamol 325mg Tablets IP'), [
    { substance: 'diclofenac', amount: '50 mg' },
    { substance: 'paracetamol', amount: '325 mg' },
  ])
  assert.deepEqual(substances('Chlorzoxazone 500mg, Diclofenac 50mg and Paracetamol 325mg Tablets'), [
    ...['chlorzoxazone', 'diclofenac', 'paracetamol'],
  ])
  assert.deepEqual(substances('Amoxycillin 250mg and Cloxacillin 250mg Capsules'), ['amoxicillin', 'cloxacillin'])
  assert.deepEqual(substances('Metformin Hydrochloride Prolonged-release 500mg and Glimepiride 2mg Tablets IP'), [
    ...['metformin', 'glimepiride'],
  ])
  assert.deepEqual(substances('Potassium Chloride Injection 150 mg per ml'), ['potassium chloride'])
})

test('what is not certain is left to a person', () => {
  for (const name of [
    'Amlodipine + Enalapril Tablet (5/5 Mg)',
    'Multivitamin Tablets',
    'Dosulepin or Dothiepin Tablets 25 mg',
    'Diclofenac Gel IP 1.16%w/w (Diclofenac Diethylamine)',
    'Lignocaine and Adrenaline Injection IP (2%w/v and 1:80000)',
    'Paracetamol 500mg and Caffeine Tablets',
    'Janaushadhi Protein Powder',
  ]) {
    assert.equal(readComposition(name), undefined, name)
  }
})

test('no row of the list is refused, 314 are consumables, and most medicines have substances', async () => {
  const counts = { rows: 0, refused: 0, consumables: 0, certain: 0 }
  for await (const records of readTable(await openFile(LIST), { needed: LIST_COLUMNS })) {
    for (const record of records) {
      counts.rows++
      const row = readListRow(record)
      if (typeof row === 'string') counts.refused++
      else if (row.item.kind === 'consumable') counts.consumables++
      else if (row.substances.length > 0) counts.certain++
    }
  }
  assert.deepEqual([counts.rows, counts.refused, counts.consumables], [2_439, 0, 314])
  assert.ok(counts.certain > 1_600 && counts.certain < 2_125, String(counts.certain))
})

test('a pack has its smallest unit', () => {
  assert.deepEqual(toPack("10's", 'Paracetamol Tablets'), { unit: 'tablet', pack_size: 10 })
  assert.deepEqual(toPack("30's in Bottle", 'Omega Capsules'), { unit: 'capsule', pack_size: 30 })
  assert.deepEqual(toPack('Vial & Wfi', 'Cefotaxime Injection'), { unit: 'vial', pack_size: 1 })
  assert.deepEqual(toPack('60 ml', 'Syrup'), { unit: 'bottle', pack_size: 1 })
  assert.deepEqual(toPack('One in Mono-Pack', 'Belt'), { unit: 'pack', pack_size: 1 })
})
