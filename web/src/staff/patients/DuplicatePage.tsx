// Two records side by side: keep one or say that they are two people, take a merge back, and see the history.
import { useId } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { postPatientsMerger } from '../../api/limits/post-patients-merger.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { reason } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { PeopleCompared } from './PeopleCompared.tsx'

type Duplicate = Answer<'GET /v1/patients/duplicates/{duplicateId}'>
type Person = Duplicate['people'][number]

export default function DuplicatePage() {
  const { t } = useText()
  const { duplicateId } = useParams<{ duplicateId: string }>()
  const request = { path: { duplicateId } }
  const { data, error, refetch } = useAnswer('GET /v1/patients/duplicates/{duplicateId}', request, { freshMs: 0 })
  return (
    <StaffPage key={duplicateId} title={t('staff.duplicates.one')} back="/staff/duplicates">
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Pair duplicate={data} />}
    </StaffPage>
  )
}

function Pair({ duplicate }: { duplicate: Duplicate }) {
  const { t } = useText()
  const { people, explanation, status } = duplicate
  const [later, earlier] = people
  if (!later || !earlier) return <Notice>{t('staff.duplicates.gone')}</Notice>
  return (
    <>
      {status !== 'open' && <Decided duplicate={duplicate} />}
      <PeopleCompared
        caption={t('staff.duplicates.one')}
        leftTitle={t('staff.duplicates.earlier')}
        rightTitle={t('staff.duplicates.later')}
        left={earlier}
        right={later}
        evidence={explanation}
      />
      <p className="soft">{t('staff.evidence.legend')}</p>
      <Records people={[earlier, later]} />
      {status === 'merged' ? <TakeBack duplicate={duplicate} /> : <Decision duplicate={duplicate} />}
      {[earlier, later].map((person) => (
        <History key={person.patientId} person={person} people={people} />
      ))}
    </>
  )
}

/** Facts that do not compare the people, but help to choose which record to keep. */
function Records({ people }: { people: readonly [Person, Person] }) {
  const { t, format } = useText()
  const titles = ['earlier', 'later'] as const
  return (
    <SummaryList
      rows={people.map((person, nth) => ({
        label: t(`staff.duplicates.${titles[nth] as 'earlier'}`),
        value: `${t('staff.duplicates.registered', { at: format.instant(person.registeredAt) })} ${t(
          person.hasAccount ? 'staff.duplicates.account' : 'staff.duplicates.noAccount',
        )}`,
      }))}
    />
  )
}

function Decided({ duplicate: { status, reason, decidedAt } }: { duplicate: Duplicate }) {
  const { t, format } = useText()
  return (
    <Notice kind="good" title={t(`staff.duplicates.decided.${status}`)}>
      <p>
        {t('staff.duplicates.decidedWhy', { at: decidedAt ? format.instant(decidedAt) : '', reason: reason ?? '' })}
      </p>
    </Notice>
  )
}

const USUAL = ['confirmed', 'papers', 'twice', 'relatives', 'differ'] as const

/** A question of this page only. Its answer becomes one of two requests. */
const DECISION = { decision: { type: 'string', required: true } } as const

function Decision({ duplicate }: { duplicate: Duplicate }) {
  const { t } = useText()
  const { people, duplicateId, status } = duplicate
  const [later, earlier] = people as [Person, Person]
  const merge = useSend('POST /v1/patients/{patientId}/merger')
  const dismiss = useSend('POST /v1/patients/duplicates/{duplicateId}/dismissal')
  const undo = useSend('POST /v1/patients/{patientId}/merger/cancellation')
  const decide = async ({ decision, ...body }: { decision: string; reason: string }): Promise<void> => {
    const detail = `${earlier.name}, ${later.name}`
    if (decision === 'different') {
      await dismiss.mutateAsync({ path: { duplicateId }, body })
      return say({ text: t('staff.duplicates.said.different'), detail })
    }
    const [kept, gone] = decision === 'keep-earlier' ? [earlier, later] : [later, earlier]
    const path = { patientId: gone.patientId }
    await merge.mutateAsync({ path, body: { keptPatientId: kept.patientId, ...body } })
    const takeBack = async (): Promise<void> => {
      await undo.mutateAsync({ path })
      say({ text: t('staff.duplicates.said.undone'), detail })
    }
    say({ text: t('staff.duplicates.said.merged'), detail, undo: takeBack })
  }
  const options = [
    { value: 'keep-earlier', text: t('staff.duplicates.keepEarlier'), hint: t('staff.duplicates.keepHint') },
    { value: 'keep-later', text: t('staff.duplicates.keepLater') },
    ...(status === 'open' ? [{ value: 'different', text: t('staff.duplicates.different') }] : []),
  ]
  const who = choice(DECISION, 'decision', {
    label: t('staff.duplicates.who'),
    options,
    wrong: 'staff.duplicates.wrong.decision',
  })
  const why = reason(postPatientsMerger, 'reason', {
    label: t('staff.duplicates.reason'),
    hint: t('staff.duplicates.reasonHint'),
    wrong: 'staff.duplicates.wrong.reason',
    usual: USUAL.map((each) => t(`staff.duplicates.usual.${each}`)),
  })
  return (
    <section className="decision" aria-labelledby="decide">
      <h2 id="decide">{t('staff.duplicates.decide')}</h2>
      <Form fields={[who, why]} onSubmit={decide}>
        {who.input}
        {why.input}
        <Button>{t('staff.duplicates.save')}</Button>
      </Form>
    </section>
  )
}

function TakeBack({ duplicate: { goneId = '', people } }: { duplicate: Duplicate }) {
  const { t } = useText()
  const undo = useSend('POST /v1/patients/{patientId}/merger/cancellation')
  return (
    <section className="decision" aria-labelledby="undo">
      <h2 id="undo">{t('staff.duplicates.undo')}</h2>
      <p>{t('staff.duplicates.undoWhat')}</p>
      <Form
        needsPress
        onSubmit={async () => {
          await undo.mutateAsync({ path: { patientId: goneId } })
          say({ text: t('staff.duplicates.said.undone'), detail: people.map(({ name }) => name).join(', ') })
        }}
      >
        <Button kind="danger">{t('staff.duplicates.undo')}</Button>
      </Form>
    </section>
  )
}

/** The merges of a record, also those taken back. Shows nothing when there are none. */
function History({ person, people }: { person: Person; people: readonly Person[] }) {
  const { t, format } = useText()
  const id = useId()
  const { patientId } = person
  const { data } = useAnswer('GET /v1/patients/{patientId}/mergers', { path: { patientId } }, { freshMs: 0 })
  if (!data || data.items.length === 0) return null
  const earlierId = people[1]?.patientId
  const nameOf = (of: string): string => {
    if (!people.some((one) => one.patientId === of)) return t('staff.duplicates.another')
    return t(of === earlierId ? 'staff.duplicates.earlier' : 'staff.duplicates.later')
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('staff.duplicates.history', { record: nameOf(patientId) })}</h2>
      <ul>
        {data.items.map(({ keptPatientId: keptId, mergedAt, reason, undoneAt }) => (
          <li key={mergedAt}>
            {t('staff.duplicates.mergedInto', { at: format.instant(mergedAt), record: nameOf(keptId), reason })}{' '}
            {undoneAt !== undefined && t('staff.duplicates.undoneAt', { at: format.instant(undoneAt) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
