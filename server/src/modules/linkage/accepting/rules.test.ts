// Tests of acceptance: a patient has one link or one search, and the database decides as these rules do.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../../platform/id.ts'
import { setup } from '../../../testing/setup.ts'
import type { WorkflowId } from '../contract.ts'
import { poolOf } from '../testing.ts'
import { hasEnded } from '../workflows/rules.ts'
import { OUTCOMES, STATUSES } from '../workflows/states.ts'
import { decideAcceptance, isUnanswered, type Known, toFacts, type Verdict, WEBHOOKS_MAX } from './rules.ts'
import { acceptLinks, type NewLink } from './store.ts'

const CELL = 7
const ERASE_SECONDS = 60
const newWorkflowId = (): WorkflowId => newId<'workflow'>(CELL)
const ids = fc.constant(null).map(newWorkflowId)
const fingerprints = fc.constantFrom('same', 'other')
const known: fc.Arbitrary<Known> = fc.record(
  {
    earlier: fc.option(fc.record({ fingerprint: fingerprints, workflowId: ids }), { nil: undefined }),
    workflows: fc.array(
      fc.record({
        id: ids,
        status: fc.constantFrom(...STATUSES),
        outcome: fc.constantFrom(null, ...OUTCOMES),
        factsHash: fc.constantFrom(null, 'same', 'other'),
        isOfLiveLink: fc.boolean(),
        webhooks: fc.constant([null]),
      }),
      { maxLength: 4 },
    ),
  },
  { noNullPrototype: true },
)

const ask = (workflowId: WorkflowId) => ({ workflowId, fingerprint: 'same', factsHash: 'same', webhook: null })

test('a request is accepted only if no earlier request, link or running workflow answers it', () => {
  fc.assert(
    fc.property(known, ids, (all, workflowId) => {
      const { verdict, workflowId: found } = decideAcceptance(all, ask(workflowId))
      const isLinked = all.workflows.some((one) => one.isOfLiveLink && one.factsHash === 'same')
      const isFree = !isLinked && !all.workflows.some(({ status, outcome }) => isUnanswered(status, outcome))
      assert.equal(verdict === 'accepted', isFree && !all.earlier)
      const isNew = ['accepted', 'key-reused', 'occupied'].includes(verdict)
      assert.equal(found === workflowId, isNew)
      if (verdict === 'linked' || verdict === 'pending') {
        assert.equal(all.workflows.find(({ id }) => id === found)?.factsHash, 'same', 'never the result of other facts')
      }
    }),
  )
})

test('spaces, upper case and order make no other person; any other fact may', () => {
  const numbers = [
    { system: 'abha', value: '91-2345-6789-0123' },
    { system: 'mrn', value: '7' },
  ]
  const insurance = { payer: 'PM-JAY', policy: { number: 1, members: ['Asha', 'Omar'] } }
  const patient = { id: 'A-1', full_name: 'Asha Sharma', dob: '1990-05-14', identifiers: numbers, insurance }
  const same = { ...patient, id: 'A-2', full_name: ' asha  SHARMA', identifiers: numbers.toReversed() }
  assert.equal(toFacts(same), toFacts(patient))
  const others = [
    { full_name: 'Asha Sharman' },
    { dob: '1990-05-15' },
    { gender: 'female' as const },
    { contact: { phone: '+919812345678' } },
    { identifiers: numbers.slice(1) },
    { insurance: { ...insurance, policy: { number: 1, members: ['Omar', 'Asha'] } } },
  ]
  const forms = [patient, ...others.map((change) => ({ ...patient, ...change }))].map(toFacts)
  assert.equal(new Set(forms).size, forms.length)
})

test('a repeat gets the first answer, even if the patient has changed since', () => {
  fc.assert(
    fc.property(known, ids, ids, (all, first, second) => {
      const earlier = { fingerprint: 'same', workflowId: first }
      const asked = ask(second)
      assert.deepEqual(decideAcceptance({ ...all, earlier }, asked), { verdict: 'replayed', workflowId: first })
      const other = decideAcceptance({ ...all, earlier }, { ...asked, fingerprint: 'other' })
      assert.equal(other.verdict, 'key-reused')
    }),
  )
})

interface Case {
  readonly link: NewLink
  readonly known: Known
  readonly isDelinked: boolean
}

/** The workflow that the patient has: none, or one in each status and outcome, also impossible ones. */
const PASTS = [undefined, ...STATUSES.flatMap((status) => [null, ...OUTCOMES].map((outcome) => ({ status, outcome })))]

const listCases = (customerId: string): Case[] =>
  PASTS.flatMap((past) =>
    (['none', 'live', 'ended'] as const).flatMap((link) =>
      (['none', 'new', 'same', 'other'] as const).flatMap((key) =>
        (['same', 'other'] as const).flatMap((factsHash) =>
          [0, WEBHOOKS_MAX].map((waiting) => ({
            known: {
              earlier:
                key === 'same' || key === 'other' ? { fingerprint: key, workflowId: newWorkflowId() } : undefined,
              // Each patient also has an ended workflow. It answers a request only if its link is live.
              workflows: [
                { status: 'COMPLETED', outcome: 'LINKED', isOfLiveLink: link === 'live' } as const,
                ...(past ? [{ ...past, isOfLiveLink: false }] : []),
              ].map((one) => ({
                ...{ ...one, id: newWorkflowId(), factsHash },
                webhooks: [null, ...Array.from({ length: waiting }, () => 'https://west.example/hook')],
              })),
            },
            isDelinked: link === 'ended',
            link: toLink(customerId, key !== 'none'),
          })),
        ),
      ),
    ),
  )

function toLink(customerId: string, hasKey: boolean): NewLink {
  const workflowId = newWorkflowId()
  return {
    cell: CELL,
    workflowId,
    requestId: workflowId,
    customerId,
    patientId: workflowId,
    factsHash: 'same',
    webhookUrl: 'https://east.example/hook',
    choiceBy: 'staff',
    sealed: Buffer.from('sealed'),
    keyCell: CELL,
    key: hasKey ? workflowId : null,
    fingerprint: hasKey ? 'same' : null,
    deliveryId: newId<'delivery'>(CELL),
    at: new Date(),
  }
}

test('the database accepts and refuses as the rules do, for every state of a patient', async (t) => {
  const pool = poolOf(await setup(t))
  const customerId = newId(CELL)
  const cases = listCases(customerId)
  assert.equal(cases.length, (1 + STATUSES.length * 5) * 3 * 4 * 2 * 2)
  const workflows = cases.flatMap(({ link, known: { workflows: all } }) =>
    all.map((workflow) => ({ ...workflow, patient: link.patientId, isEnded: hasEnded(workflow.status) })),
  )
  await pool.query(
    `insert into linkage.workflows (cell, id, request_id, customer_id, patient_id, status, outcome, choice_by, ended_at,
       facts_hash, link_id, also_urls)
     select $1, w.id, w.id, $2, w.patient, w.status, w.outcome, 'staff', case when w.is_ended then now() end, w.facts,
       w.id, array_fill('https://west.example/hook'::text, array[w.waiting])
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::int[])
       w (id, patient, status, outcome, is_ended, facts, waiting)`,
    [
      CELL,
      customerId,
      workflows.map(({ id }) => id),
      workflows.map(({ patient }) => patient),
      workflows.map(({ status }) => status),
      workflows.map(({ outcome }) => outcome),
      workflows.map(({ isEnded }) => isEnded),
      workflows.map(({ factsHash }) => factsHash),
      workflows.map(({ webhooks }) => webhooks.length - 1),
    ],
  )
  const isLinked = ({
    known: {
      workflows: [first],
    },
  }: Case): boolean => first?.isOfLiveLink === true
  const mapped = cases.filter((one) => isLinked(one) || one.isDelinked)
  await pool.query(
    `insert into linkage.patient_mappings
       (cell, id, customer_id, patient_id, internal_patient_id, status, is_live, workflow_id)
     select $1, m.id, $2, m.patient, 'p', 'LINKED', m.is_live, m.id
     from unnest($3::text[], $4::boolean[], $5::uuid[]) m (patient, is_live, id)`,
    [
      CELL,
      customerId,
      mapped.map(({ link }) => link.patientId),
      mapped.map(({ isDelinked }) => !isDelinked),
      mapped.map(
        ({
          known: {
            workflows: [first],
          },
        }) => first?.id,
      ),
    ],
  )
  // The row of a patient names the workflow that waits, and those that found the live link.
  await pool.query(
    `insert into linkage.patients (cell, customer_id, patient_id, open_id, link_id, found_by)
     select p.cell, p.customer_id, p.patient_id,
       (select w.id from linkage.workflows w where w.patient_id = p.patient_id and w.ended_at is null
          and (w.outcome is null or w.outcome = 'CHOICE')),
       m.id, case when m.id is null then '{}' else array[m.workflow_id] end
     from (select distinct cell, customer_id, patient_id from linkage.workflows) p
     left join linkage.patient_mappings m on m.patient_id = p.patient_id and m.is_live`,
  )
  const keyed = cases.filter(({ known: { earlier } }) => earlier)
  await pool.query(
    `insert into linkage.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
     select $1, $2, k.key, k.fingerprint, 202, to_json(k.id)
     from unnest($3::text[], $4::text[], $5::uuid[]) k (key, fingerprint, id)`,
    [
      CELL,
      customerId,
      keyed.map(({ link }) => link.key),
      keyed.map(({ known: { earlier } }) => earlier?.fingerprint),
      keyed.map(({ known: { earlier } }) => earlier?.workflowId),
    ],
  )
  const links = cases.map(({ link }) => link)
  const verdicts = await acceptLinks(pool, links, ERASE_SECONDS)
  const expected = cases.map(({ link, known: all }) =>
    decideAcceptance(all, { ...link, fingerprint: link.fingerprint ?? '', webhook: link.webhookUrl }),
  )
  for (const [nth, { known: all }] of cases.entries()) {
    assert.deepEqual(verdicts[nth], expected[nth], JSON.stringify(all))
  }
  assert.equal(new Set(expected.map(({ verdict }) => verdict)).size, 6, 'the cases cover each verdict')
  await assertRepeat(pool, links, expected)
})

/** Sends all requests again. Each request with a key must get its first workflow. */
async function assertRepeat(
  pool: Parameters<typeof acceptLinks>[0],
  links: readonly NewLink[],
  first: readonly Verdict[],
): Promise<void> {
  const repeats = links.map((link) => ({ ...link, workflowId: newWorkflowId() }))
  const again = await acceptLinks(pool, repeats, ERASE_SECONDS)
  for (const [nth, { key }] of links.entries()) {
    const { verdict, workflowId } = first[nth] as Verdict
    if (key === null || verdict === 'key-reused' || verdict === 'occupied') continue
    assert.deepEqual(again[nth], { verdict: 'replayed', workflowId })
  }
}
