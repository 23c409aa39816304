// Routes of certificates: those of a patient, and the public keys and revocation lists of their health cards.
import type { FastifyReply } from 'fastify'
import { access, actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, id, object, type Static, Type } from '../../../platform/contract.ts'
import { referenceOf } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId, findFacility } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import type { CentreFacts } from '../availability/store.ts'
import { findCentre } from '../availability/store.ts'
import { listDoses } from '../bookings/store.ts'
import { CourseCode, Dose, Lot, VaccineCode } from '../contract.ts'
import { DosePlace, Evidence, HistoricalDoseId } from '../history/contract.ts'
import { listHistoricalDoses } from '../history/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { listVaccines, type VaccineFacts } from '../vaccines/store.ts'
import { type Cards, ISSUER_PATH } from './cards.ts'
import { birthOf, type DoseSource, mayBeCertified, toElsewhereSource, toGivenSource } from './rules.ts'
import { issueCertificate } from './steps.ts'
import { countWithdrawn, listWithdrawn } from './store.ts'

/** The begin of the number of a certificate that no centre stands behind. */
const COUNTRY = 'IN'

const Certificate = object({
  certificateId: id('certificate'),
  reference: Type.String({ description: 'Number of the certificate, as people read it aloud.' }),
  patientId: PatientId,
  name: Type.String(),
  birth: Type.String({ description: 'Day of birth, or the year if only that is known.' }),
  course: CourseCode,
  vaccine: VaccineCode,
  vaccineName: Type.String(),
  manufacturer: Type.String(),
  dose: Dose,
  doses: Type.Integer({ description: 'Doses of the course with this vaccine.' }),
  givenOn: Day,
  lot: Type.Optional(Lot),
  facilityId: Type.Optional(FacilityId),
  centre: Type.Optional(
    Type.String({ description: 'The centre that gave the dose. Absent if it was given elsewhere.' }),
  ),
  elsewhere: Type.Optional(
    object(
      {
        place: DosePlace,
        evidence: Evidence,
        recordedOn: Day,
        recordedBy: Type.Optional(Type.String({ description: 'The centre of the staff; absent for an import.' })),
      },
      { description: 'Only for a dose had elsewhere: Sehat did not give it, and recorded it from this evidence.' },
    ),
  ),
  issuedAt: Instant,
  healthCard: Type.String({
    description:
      'The SMART Health Card: a signed JWS. The text of its QR code is `shc:/`, then for each character two digits: ' +
      'its ASCII code minus 45. A file `.smart-health-card` is `{"verifiableCredential": [...]}` with this text.',
  }),
})

const Uncertified = object({
  doseId: HistoricalDoseId,
  ...{ course: CourseCode, vaccine: VaccineCode, dose: Dose, givenOn: Day },
  reason: Type.Literal('evidence', {
    description: 'Another document showed it: no certificate, no vaccination card, and no record of another system.',
  }),
})

export const certificateRoutes = (context: Context<VaccinationTables>, opening: Promise<Cards>) => (app: App) => {
  addCertificates(app, context, opening)
  addKeys(app, context, opening)
  addRevocations(app, context, opening)
}

function addCertificates(app: App, context: Context<VaccinationTables>, opening: Promise<Cards>): void {
  app.get(
    '/v1/patients/:patientId/certificates',
    {
      config: { access: may('certificate.read').at('record') },
      schema: {
        summary: 'List the certificates of the doses of a patient',
        description:
          'The family sees all, also those of records that were merged into this one. The staff of a centre see ' +
          'those of the doses that this centre gave or recorded. Each has a SMART Health Card, which anybody can ' +
          'verify. A dose that staff take back withdraws its certificate. Doses had elsewhere have one too, which ' +
          'says so, unless the evidence is too weak (`withoutCertificate`). There are none when the account of the ' +
          'family is closed.',
        params: object({ patientId: PatientId }),
        response: { 200: object({ items: Type.Array(Certificate), withoutCertificate: Type.Array(Uncertified) }) },
      },
    },
    async (request) => {
      const { patientId } = request.params
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw new Problem(notFound)
      const { accountId, facilityId } = actorOf(request)
      const given = await listDoses(context.db, patientId)
      const elsewhere = await listHistoricalDoses(context.db, patientId)
      const doses = [...given.map(toGivenSource), ...elsewhere.map(toElsewhereSource)].sort(byDose)
      const here = doses.filter((dose) => dose.facility_id === facilityId)
      const isTheirs = here.length > 0
      request.permit({ accountId: patient.accountId ?? undefined, facilityId: isTheirs ? facilityId : undefined })
      const shown = patient.accountId === accountId ? doses : here
      return {
        items: await toCertificates(context, await opening, shown.filter(isCertified)),
        withoutCertificate: shown.filter((dose) => !isCertified(dose)).map(toUncertified),
      }
    },
  )
}

const byDose = (one: DoseSource, other: DoseSource): number =>
  one.course.localeCompare(other.course) || one.dose - other.dose || one.givenOn.localeCompare(other.givenOn)

const isCertified = ({ evidence }: DoseSource): boolean => evidence === undefined || mayBeCertified(evidence)

const toUncertified = ({ source_id, course, vaccine, dose, givenOn }: DoseSource) => ({
  ...{ doseId: source_id as HistoricalDoseId, course, vaccine, dose, givenOn },
  reason: 'evidence' as const,
})

async function toCertificates(
  context: Context<VaccinationTables>,
  cards: Cards,
  doses: readonly DoseSource[],
): Promise<Static<typeof Certificate>[]> {
  const people = await context.call(findPatients, { patientIds: [...new Set(doses.map((dose) => dose.patient_id))] })
  const vaccines = await listVaccines(context.db)
  const made: Static<typeof Certificate>[] = []
  for (const source of doses) {
    // A certificate names the person as the record of the dose does. So an undone merge changes no certificate.
    const person = people.find((each) => each.patientId === source.patient_id)
    // The name of a closed record is a pseudonym. A card with it would withdraw the true one, which may be printed.
    if (!person || person.isClosed) continue
    const vaccine = vaccines.find(({ code }) => code === source.vaccine) as VaccineFacts
    const { facility_id } = source
    const centre = facility_id === null ? undefined : await findPlace(context, facility_id)
    const where = source.elsewhere?.place ?? (centre as Place).name
    const issued = await issueCertificate(context, cards, { dose: source, person, vaccine, centre: where })
    if (!issued) continue
    const { certificate, healthCard } = issued
    const { course, dose, givenOn } = source
    made.push({
      certificateId: certificate.id,
      reference: referenceOf(centre?.state_code ?? COUNTRY, certificate.id),
      patientId: source.patient_id,
      ...{ name: person.name, birth: birthOf(person), course, dose, givenOn },
      ...{ vaccine: source.vaccine, vaccineName: vaccine.name, manufacturer: vaccine.manufacturer },
      ...{ doses: vaccine.doses, ...toOrigin(source, centre) },
      issuedAt: certificate.issued_at.toISOString(),
      healthCard,
    })
  }
  return made
}

type Place = Pick<CentreFacts, 'name' | 'state_code'>

/** A centre that has recorded doses and never held a session is not among our copies. */
async function findPlace(context: Context<VaccinationTables>, facilityId: FacilityId): Promise<Place | undefined> {
  const centre = await findCentre(context.db, facilityId)
  if (centre) return centre
  const facility = await context.call(findFacility, { facilityId })
  return facility ? { name: facility.name, state_code: facility.stateCode } : undefined
}

/** The centre and the lot of a dose given here; the evidence of one had elsewhere. */
function toOrigin({ lot, facility_id, elsewhere }: DoseSource, centre: Place | undefined) {
  if (!elsewhere)
    return { lot: lot as string, facilityId: facility_id as FacilityId, ...(centre && { centre: centre.name }) }
  const { place, evidence, recorded_at } = elsewhere
  const recorded = { recordedOn: dayInIndia(recorded_at), ...(centre && { recordedBy: centre.name }) }
  return { elsewhere: { place, evidence, ...recorded } }
}

const KID = '^[A-Za-z0-9_-]{43}$'

const CardKeyView = object({
  kid: Type.String({ description: 'Thumbprint of the key (RFC 7638).' }),
  kty: Type.Literal('EC'),
  use: Type.Literal('sig'),
  alg: Type.Literal('ES256'),
  crv: Type.Literal('P-256'),
  x: Type.String(),
  y: Type.String(),
  crlVersion: Type.Integer({ description: 'Grows with the revocation list of this key: its `ctr`.' }),
})

/** Anybody may read these answers, also a page of another site. They hold nothing about a person. */
function openToAll(reply: FastifyReply): void {
  void reply.headers({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=60',
  })
}

function addKeys(app: App, context: Context<VaccinationTables>, opening: Promise<Cards>): void {
  app.get(
    `${ISSUER_PATH}/.well-known/jwks.json`,
    {
      config: { access: access.public },
      schema: {
        summary: 'The public keys of health cards (RFC 7517)',
        description:
          'Also those of earlier secrets: a card stays valid. Access tokens have other keys. ' +
          `The issuer of the cards is the setting SEHAT_PUBLIC_URL and then ${ISSUER_PATH}.`,
        response: { 200: object({ keys: Type.Array(CardKeyView) }) },
      },
    },
    async (_request, reply) => {
      const counts = await countWithdrawn(context.db)
      openToAll(reply)
      const keys = await (await opening).listKeys()
      return { keys: keys.map((key) => ({ ...key, crlVersion: counts.get(key.kid) ?? 0 })) }
    },
  )
}

function addRevocations(app: App, context: Context<VaccinationTables>, opening: Promise<Cards>): void {
  app.get(
    `${ISSUER_PATH}/.well-known/crl/:list`,
    {
      config: { access: access.public },
      schema: {
        summary: 'The withdrawn health cards of a key',
        description: 'A card is withdrawn when its `vc.rid` is in `rids`. The name of the list is `<kid>.json`.',
        params: object({ list: Type.String({ pattern: KID.replace('$', '\\.json$') }) }),
        response: {
          200: object({
            kid: Type.String(),
            method: Type.Literal('rid'),
            ctr: Type.Integer({ description: 'Grows with the list.' }),
            rids: Type.Array(Type.String()),
          }),
        },
      },
    },
    async (request, reply) => {
      const kid = request.params.list.replace(/\.json$/, '')
      const keys = await (await opening).listKeys()
      if (!keys.some((key) => key.kid === kid)) throw new Problem(notFound)
      const rids = await listWithdrawn(context.db, kid)
      openToAll(reply)
      return { kid, method: 'rid' as const, ctr: rids.length, rids }
    },
  )
}
