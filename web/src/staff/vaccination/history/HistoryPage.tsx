// Doses that people had elsewhere: staff record one for a person who is there, and cancel a record that was wrong.
import '../centre.css'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { postPatientsDosesCancellation } from '../../../api/limits/post-patients-doses-cancellation.ts'
import { useList } from '../../../api/lists.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { RecordForm } from './RecordForm.tsx'

const NAME = 'GET /v1/vaccination/historical-doses'
type Recorded = Answer<typeof NAME>['items'][number]
type Made = Answer<'POST /v1/patients/{patientId}/doses'>

export default function HistoryPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [made, setMade] = useState<Made>()
  const [nth, setNth] = useState(0)
  return (
    <StaffPage title={t('staff.history.title')}>
      <p className="soft">{t('staff.history.about')}</p>
      {made ? (
        <Saved
          made={made}
          onNext={() => {
            setMade(undefined)
            setNth(nth + 1)
          }}
        />
      ) : (
        <RecordForm key={nth} onRecorded={setMade} />
      )}
      <Records facilityId={facilityId} />
    </StaffPage>
  )
}

/** What was recorded, and the next steps. */
function Saved({ made, onNext }: { made: Made; onNext: () => void }) {
  const { t, format } = useText()
  return (
    <>
      <Notice kind="good" title={t('staff.history.saved')} takesFocus>
        <p>{[t('staff.centre.vaccineAndDose', made), format.day(made.givenOn), made.place].join(' · ')}</p>
      </Notice>
      <div className="day-moves">
        <Button onClick={onNext}>{t('staff.history.next')}</Button>
        <Link href="/staff/walk-in">{t('staff.history.toWalkIn')}</Link>
      </div>
    </>
  )
}

const toColumns = (onCancel: (dose: Recorded) => void): readonly Column<Recorded>[] => [
  {
    key: 'recordedAt',
    text: ({ recordedAt }) => recordedAt,
    header: 'staff.history.recordedAt',
    draw: ({ recordedAt }, { format }) => format.instant(recordedAt),
  },
  { key: 'name', text: ({ patient }) => patient?.name, header: 'staff.patient.name' },
  {
    key: 'vaccine',
    text: ({ vaccine }) => vaccine,
    header: 'staff.history.dose',
    draw: ({ course, vaccine, dose }, { t }) => t('staff.centre.vaccineAndDose', { course, vaccine, dose }),
  },
  { key: 'course', text: ({ course }) => course },
  { key: 'dose', text: ({ dose }) => dose },
  {
    key: 'givenOn',
    text: ({ givenOn }) => givenOn,
    header: 'staff.history.givenOn',
    draw: ({ givenOn }, { format }) => format.day(givenOn),
  },
  { key: 'place', text: ({ place }) => place, header: 'staff.history.place' },
  {
    key: 'evidence',
    text: ({ evidence }) => evidence,
    header: 'staff.history.evidence',
    draw: ({ evidence }, { t }) => t(`staff.history.kinds.${evidence}`),
  },
  { key: 'cancelReason', text: ({ cancelReason }) => cancelReason },
  {
    header: 'staff.history.state',
    draw: (dose, { t }) =>
      dose.cancelledAt === undefined ? (
        <Button kind="quiet" onClick={() => onCancel(dose)}>
          {t('staff.history.cancel')} <span className="visually-hidden">{dose.patient?.name}</span>
        </Button>
      ) : (
        <Tag kind="error">{t('staff.history.cancelled', { reason: dose.cancelReason ?? '' })}</Tag>
      ),
  },
]

function Records({ facilityId }: { facilityId: string }) {
  const { t } = useText()
  const list = useList(NAME, { facility: facilityId, limit: 50 })
  const [cancelling, setCancelling] = useState<Recorded>()
  return (
    <section>
      <h2>{t('staff.history.list')}</h2>
      <Listing
        stacks
        caption={t('staff.history.list')}
        list={list}
        keyOf={({ doseId }) => doseId}
        none={{ icon: 'history', title: t('staff.history.none') }}
        file="historical-doses"
        columns={toColumns(setCancelling)}
      />
      <Dialog
        title={t('staff.history.cancelTitle')}
        isOpen={cancelling !== undefined}
        onClose={() => setCancelling(undefined)}
      >
        {cancelling && (
          <CancelForm
            dose={cancelling}
            onDone={() => {
              say({ text: t('staff.history.cancelDone', { name: cancelling.patient?.name ?? '' }) })
              setCancelling(undefined)
            }}
          />
        )}
      </Dialog>
    </section>
  )
}

function CancelForm({ dose, onDone }: { dose: Recorded; onDone: () => void }) {
  const { t, format } = useText()
  const send = useSend('POST /v1/patients/{patientId}/doses/{doseId}/cancellation')
  const reason = reasonField(postPatientsDosesCancellation, 'reason', {
    ...{ label: t('staff.history.why'), hint: t('staff.history.whyHint'), wrong: 'staff.history.whyMissing' },
    usual: (['person', 'dose', 'pressed'] as const).map((each) => t(`staff.centre.undo.usual.${each}`)),
  })
  const { patientId, doseId, patient, course, vaccine } = dose
  const what = t('staff.centre.vaccineAndDose', { course, vaccine, dose: dose.dose })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { patientId, doseId }, body })
        onDone()
      }}
    >
      <p>
        <strong>{patient?.name}</strong>
        <br />
        {[what, format.day(dose.givenOn), dose.place].join(' · ')}
      </p>
      <p>{t('staff.history.cancelText')}</p>
      {reason.input}
      <Button kind="danger">{t('staff.history.cancelSure')}</Button>
    </Form>
  )
}
