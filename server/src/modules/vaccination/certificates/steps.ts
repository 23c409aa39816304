// Issues the certificate of a dose once for each version of the dose, and signs its health card.
import { randomBytes } from 'node:crypto'
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { findDose } from '../bookings/store.ts'
import type { CertificateRow, DoseRow, VaccinationTables, VaccineRow } from '../tables.ts'
import type { Cards } from './cards.ts'
import { subjectOf } from './rules.ts'
import { findCertificate, insertCertificate, lockClaim, withdrawCertificates } from './store.ts'

export interface Certified {
  readonly row: DoseRow
  readonly person: PatientFacts
  readonly vaccine: Pick<VaccineRow, 'cvx_code' | 'doses'>
  readonly centre: string
}

export interface Issued {
  readonly certificate: CertificateRow
  /** The SMART Health Card: a compact JWS. */
  readonly healthCard: string
}

type IssueContext = Pick<Context<VaccinationTables>, 'db' | 'keys' | 'clock'>

/** The certificate of a dose with its card. Undefined when staff took the dose back a moment ago. */
export async function issueCertificate(
  context: IssueContext,
  cards: Cards,
  { row, person, vaccine, centre }: Certified,
): Promise<Issued | undefined> {
  const subject_hash = context.keys.hash('card', subjectOf(person))
  const known = await findCertificate(context.db, row)
  const isCurrent = known !== undefined && isOf(known, subject_hash, cards)
  const certificate = isCurrent ? known : await makeCertificate(context, row, subject_hash, cards)
  if (!certificate) return undefined
  const dose = { ...row, givenOn: dayInIndia(row.given_at) }
  const { kid, rid, issued_at: issuedAt } = certificate
  return { certificate, healthCard: await cards.sign({ person, dose, vaccine, centre }, { kid, rid, issuedAt }) }
}

const isOf = (known: CertificateRow, subject_hash: string, cards: Cards): boolean =>
  known.subject_hash === subject_hash && cards.holds(known.kid)

const RID_BYTES = 9

function makeCertificate(
  { db, clock }: IssueContext,
  row: DoseRow,
  subject_hash: string,
  cards: Cards,
): Promise<CertificateRow | undefined> {
  return transaction(db, async (tx) => {
    await lockClaim(tx, row)
    // Read both again under the lock. An undo may have come first, or another request for the same certificate.
    const dose = await findDose(tx, row)
    if (dose?.status !== 'given' || dose.version !== row.version) return undefined
    const known = await findCertificate(tx, row)
    if (known && isOf(known, subject_hash, cards)) return known
    const now = clock.now()
    // A card with an old name or birth must not stay valid. One whose key was replaced may: it is still true.
    if (known && known.subject_hash !== subject_hash) await withdrawCertificates(tx, row, now)
    const { patient_id, booking_id: source_id, version } = row
    const cell = cellOf(patient_id)
    const names = { id: newId<'certificate'>(cell, now.getTime()), rid: randomBytes(RID_BYTES).toString('base64url') }
    const made = { cell, patient_id, source_id, version, ...names, kid: cards.kid, subject_hash, issued_at: now }
    await insertCertificate(tx, made)
    return findCertificate(tx, row)
  })
}
