// The requests of documents in the access test: files of a child of the citizen, whom nobody treats.
import { get, make, type OpenAccess, on, person, row, type SmallWorld } from '../../testing/access-rows.ts'
import type { Person } from '../../testing/setup.ts'
import { BYTES, newPdf, upload } from './testing.ts'

async function makeRecords(world: SmallWorld) {
  const { people, ask } = world
  const citizen = people.citizen as Person
  // A child of the citizen, whom nobody treats: only the family reaches its documents.
  const child = { ...person, name: `Child ${world.next()}`, birthDate: '2015-05-14', confirmedNew: true }
  const patientId = (await make(world, '/v1/patients', { by: citizen, body: child })).patientId as string
  const asked = { patientId, kind: 'lab-report', title: 'Blood count', mediaType: 'application/pdf' }
  const begin = async (sizeBytes: number): Promise<string> =>
    (await make(world, '/v1/documents', { by: citizen, body: { ...asked, sizeBytes } })).uploadId as string
  return {
    ...{ patientId, asked, begin },
    store: async (): Promise<string> => {
      const { status, body: stored } = await upload(world, { by: citizen, patientId, bytes: newPdf() })
      if (status !== 200) throw new Error(`the upload of the access test answered ${status}`)
      return stored.documentId
    },
    full: async (): Promise<string> => {
      const bytes = newPdf()
      const uploadId = await begin(bytes.length)
      const url = `/v1/documents/uploads/${uploadId}?offset=0`
      await ask('PUT', url, { by: citizen, body: bytes, headers: BYTES })
      return uploadId
    },
    /** A link for the citizen; one that nobody made when there is no such document. */
    linkTo: async (documentId: string): Promise<string> => {
      const url = `/v1/documents/${documentId}/links`
      const made = await ask<{ address?: string }>('POST', url, { by: citizen, body: { minutes: 5 } })
      return made.body.address ?? `/v1/documents/links/${documentId}.0.0`
    },
    give: async (): Promise<string> => {
      const grant = {
        patientId,
        kinds: ['imaging'],
        toFacilityId: world.facilityId,
        untilOn: '2026-06-30',
        purpose: 'Care',
      }
      return (await make(world, '/v1/documents/grants', { by: citizen, body: grant })).grantId as string
    },
  }
}

const family = { whose: 'family' } as const

export const openAccess: OpenAccess = async (world) => {
  const { patientId, asked, begin, store, full, give, linkTo } = await makeRecords(world)
  const { facilityId } = world
  const one = '/v1/documents/:id'
  const sent = '/v1/documents/uploads/:id'
  const grant = { patientId, kinds: ['imaging'], toFacilityId: facilityId, untilOn: '2026-06-30', purpose: 'Care' }
  return {
    records: {
      document: store,
      upload: () => begin(1_000),
      'full upload': full,
      'document grant': give,
      'patient with documents': async () => {
        await store()
        return patientId
      },
    },
    rows: {
      'GET /v1/documents/rules': get('/v1/documents/rules'),
      'GET /v1/documents/received': get('/v1/documents/received?limit=5'),
      'GET /v1/documents/stays': get(`/v1/documents/stays?facility=${facilityId}&limit=5`),
      'POST /v1/documents': row(
        async (idOf) => ({
          url: '/v1/documents',
          body: { ...asked, patientId: await idOf('patient with documents'), sizeBytes: 1_000 },
        }),
        'family',
      ),
      'GET /v1/documents/uploads/:uploadId': on(sent, 'upload', family),
      'PUT /v1/documents/uploads/:uploadId': row(
        async (idOf) => ({
          url: `/v1/documents/uploads/${await idOf('upload')}?offset=0`,
          text: 'x'.repeat(1_000),
          headers: () => BYTES,
        }),
        'family',
      ),
      'POST /v1/documents/uploads/:uploadId/completion': on(`${sent}/completion`, 'full upload', family),
      'DELETE /v1/documents/uploads/:uploadId': on(sent, 'upload', family),
      'GET /v1/documents': on('/v1/documents?patient=:id&kind=lab-report&limit=5', 'patient with documents', family),
      'GET /v1/documents/:documentId': on(one, 'document', family),
      'GET /v1/documents/:documentId/content': on(`${one}/content`, 'document', family),
      'POST /v1/documents/:documentId/links': on(`${one}/links`, 'document', { ...family, body: { minutes: 5 } }),
      'GET /v1/documents/links/:link': row(async (idOf) => ({ url: await linkTo(await idOf('document')) }), 'family'),
      'POST /v1/documents/:documentId/withdrawal': on(`${one}/withdrawal`, 'document', {
        ...{ ...family, body: { reason: 'A wrong file' } },
      }),
      'POST /v1/documents/grants': row(
        async (idOf) => ({
          url: '/v1/documents/grants',
          body: { ...grant, patientId: await idOf('patient with documents') },
        }),
        'family',
      ),
      'GET /v1/documents/grants': on('/v1/documents/grants?patient=:id', 'patient with documents', family),
      'DELETE /v1/documents/grants/:grantId': on('/v1/documents/grants/:id', 'document grant', family),
    },
  }
}
