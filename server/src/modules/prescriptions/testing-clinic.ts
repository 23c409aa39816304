// One program with a clinic for the tests of a file, and the check of all books that a dispense touches.
import { after, before } from 'node:test'
import { type Setup, setup } from '../../testing/setup.ts'
import { assertInvariants as assertBills } from '../billing/testing.ts'
import { assertStock } from '../inventory/testing.ts'
import { type Acts, actsOf, assertPrescriptions, type Clinic, openClinic } from './testing.ts'

interface Held {
  readonly place: Setup
  readonly clinic: Clinic
  readonly acts: Acts
}

/**
 * Opens it before the tests of the file, hands it to `use`, and closes it after them. What a file needs beside it is
 * made in `use`: another `before` of the file would not wait for this one.
 */
export function withClinic(use: (held: Held) => void | Promise<void>): void {
  const cleanUps: (() => Promise<void>)[] = []
  before(async () => {
    const place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
    const clinic = await openClinic(place)
    await use({ place, clinic, acts: actsOf(place, clinic) })
  })
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp()
  })
}

/** Prescriptions, stock and bills: what must hold of each. */
export async function assertBooks(place: Setup): Promise<void> {
  await assertPrescriptions(place)
  await assertStock(place)
  await assertBills(place)
}
