// The banner of a patient: age, allergies, problems, the last visit, and what is new. It stands above each visit.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { postPatientsAllergies } from '../../api/limits/post-patients-allergies.ts'
import { postPatientsProblems } from '../../api/limits/post-patients-problems.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'

export type PatientRecord = Answer<'GET /v1/patients/{patientId}/record'>
type Finding = PatientRecord['allergies'][number]

const activeOf = (all: readonly Finding[]): Finding[] => all.filter(({ status }) => status === 'active')

export function Banner({ record, mayNote }: { record: PatientRecord; mayNote: boolean }) {
  const { t, format } = useText()
  const { patient, lastVisit, isNew } = record
  const [asked, setAsked] = useState<'allergy' | 'problem'>()
  const whereOf = ({ doctorName: name, facilityName }: NonNullable<typeof lastVisit>): string =>
    name === undefined ? facilityName : t('staff.appointments.doctor', { name })
  return (
    <section className="visit-banner" aria-label={t('staff.visits.banner.title')}>
      <dl className="visit-facts">
        <div>
          <dt>{t('staff.visits.banner.person')}</dt>
          <dd>
            {t('staff.visits.banner.age', { count: patient.ageYears })}, {t(`staff.centre.gender.${patient.gender}`)}
          </dd>
        </div>
        <div>
          <dt>{t('staff.visits.banner.allergies')}</dt>
          <dd>
            <Allergies all={activeOf(record.allergies)} />
          </dd>
        </div>
        <div>
          <dt>{t('staff.visits.banner.problems')}</dt>
          <dd>
            {activeOf(record.problems)
              .map(({ name }) => name)
              .join(', ') || t('staff.visits.banner.noProblems')}
          </dd>
        </div>
        <div>
          <dt>{t('staff.visits.banner.last')}</dt>
          <dd>
            {lastVisit ? `${format.fullDay(lastVisit.date)}, ${whereOf(lastVisit)}` : t('staff.visits.banner.first')}
          </dd>
        </div>
        {isNew.length > 0 && (
          <div>
            <dt>{t('staff.visits.banner.new')}</dt>
            <dd>{isNew.map(({ kind }) => t(`staff.visits.banner.kinds.${kind}`)).join(', ')}</dd>
          </div>
        )}
      </dl>
      {mayNote && (
        <div className="list-actions no-print">
          <Button kind="quiet" onClick={() => setAsked('allergy')}>
            {t('staff.visits.banner.addAllergy')}
          </Button>
          <Button kind="quiet" onClick={() => setAsked('problem')}>
            {t('staff.visits.banner.addProblem')}
          </Button>
        </div>
      )}
      <Dialog
        title={t(asked === 'problem' ? 'staff.visits.banner.addProblem' : 'staff.visits.banner.addAllergy')}
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
      >
        {asked === 'allergy' && <AllergyForm record={record} onDone={() => setAsked(undefined)} />}
        {asked === 'problem' && <ProblemForm record={record} onDone={() => setAsked(undefined)} />}
      </Dialog>
    </section>
  )
}

/** "None known" is what somebody asked; "nobody has asked" is not the same. */
function Allergies({ all }: { all: readonly Finding[] }) {
  const { t } = useText()
  if (all.length === 0) return t('staff.visits.banner.notAsked')
  return all.map(({ findingId, isNone, name, severity }) =>
    isNone ? (
      <span key={findingId}>{t('staff.visits.banner.none')}</span>
    ) : (
      <Tag key={findingId} kind="error">
        <Icon name="alert-triangle" sizePx={13} />
        {name}
        {severity !== undefined && severity !== 'unknown' && `, ${t(`staff.visits.severity.${severity}`)}`}
      </Tag>
    ),
  )
}

interface NotingProps {
  readonly record: PatientRecord
  readonly onDone: () => void
}

function AllergyForm({ record: { patient, allergies }, onDone }: NotingProps) {
  const { t } = useText()
  const send = useSend('POST /v1/patients/{patientId}/allergies')
  const path = { patientId: patient.patientId }
  const substance = text(postPatientsAllergies, 'substance', {
    label: t('staff.visits.banner.substance'),
    isNeeded: true,
    wrong: 'staff.visits.banner.substanceMissing',
  })
  const done = (detail: string): void => {
    onDone()
    say({ text: t('staff.visits.said.noted'), detail })
  }
  const none = async (): Promise<void> => {
    await send.mutateAsync({ path, body: { none: true } })
    done(t('staff.visits.banner.none'))
  }
  return (
    <>
      {send.error && <Failure error={send.error} takesFocus />}
      <Form
        fields={[substance]}
        onSubmit={async (entered) => {
          await send.mutateAsync({ path, body: entered })
          done(entered.substance)
        }}
      >
        {substance.input}
        <Button>{t('staff.visits.banner.note')}</Button>
      </Form>
      {activeOf(allergies).length === 0 && (
        <p>
          <Button kind="quiet" onClick={() => void none().catch(() => undefined)}>
            {t('staff.visits.banner.noneKnown')}
          </Button>
        </p>
      )}
    </>
  )
}

function ProblemForm({ record: { patient }, onDone }: NotingProps) {
  const { t } = useText()
  const send = useSend('POST /v1/patients/{patientId}/problems')
  const condition = text(postPatientsProblems, 'condition', {
    label: t('staff.visits.banner.condition'),
    wrong: 'staff.visits.banner.conditionMissing',
  })
  return (
    <Form
      fields={[condition]}
      onSubmit={async (entered) => {
        await send.mutateAsync({ path: { patientId: patient.patientId }, body: entered })
        onDone()
        say({ text: t('staff.visits.said.noted'), detail: entered.condition })
      }}
    >
      {condition.input}
      <Button>{t('staff.visits.banner.note')}</Button>
    </Form>
  )
}
