// One signed prescription: each version, what was given of it, its print, and the ways to amend it or to stop it.
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { postPrescriptionsStopping } from '../../../api/limits/post-prescriptions-stopping.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Prints } from '../../../ui/Prints.tsx'
import { Listing, wholeList } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { reason } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { AmendForm } from './AmendForm.tsx'
import './signing.css'
import { toTyped } from './taking.ts'

export type Prescription = Answer<'GET /v1/prescriptions/{prescriptionId}'>
type Line = Prescription['lines'][number]

export default function PrescriptionPage() {
  const { t } = useText()
  const { prescriptionId = '' } = useParams<{ prescriptionId: string }>()
  const [version, setVersion] = useState<number>()
  const request = { path: { prescriptionId }, query: version === undefined ? {} : { version } }
  const { data, error, refetch } = useAnswer('GET /v1/prescriptions/{prescriptionId}', request)
  return (
    <StaffPage
      title={t('staff.prescribing.signedOne')}
      heading={data ? `${data.patient.name}, ${data.reference}` : t('staff.prescribing.signedOne')}
      back="/staff/visits"
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && <Whole prescription={data} onVersion={setVersion} />}
    </StaffPage>
  )
}

interface WholeProps {
  readonly prescription: Prescription
  readonly onVersion: (version: number) => void
}

function Whole({ prescription, onVersion }: WholeProps) {
  const { t, format } = useText()
  const { prescriptionId, version, newestVersion, status, amends, stopReason, doctor, signedAt, lines } = prescription
  const { validUntil, repeats } = prescription
  return (
    <>
      {version < newestVersion && (
        <Notice kind="warning" title={t('staff.prescribing.replaced', { version: newestVersion })} />
      )}
      {status !== 'SIGNED' && (
        <Notice kind="warning" title={t(`staff.prescribing.status.${status}`)}>
          {stopReason}
        </Notice>
      )}
      <p>
        {t('staff.prescribing.signedBy', {
          ...{ name: doctor.name, council: doctor.council, number: doctor.registrationNo },
          ...{ time: format.moment(signedAt), version },
        })}
        {amends !== undefined && ` ${t('staff.visits.note.because', { reason: amends })}`}
      </p>
      <p>
        {t('staff.prescribing.validUntil', { day: format.fullDay(validUntil) })}
        {'. '}
        {repeats === 0 ? t('staff.prescribing.fillOnce') : t('staff.prescribing.fillAgain', { count: repeats })}
      </p>
      <div className="list-actions no-print">
        {Array.from({ length: newestVersion }, (_one, index) => index + 1).map((each) => (
          <Button key={each} kind={each === version ? 'tint' : 'quiet'} onClick={() => onVersion(each)}>
            {t('staff.prescribing.version', { version: each })}
          </Button>
        ))}
      </div>
      <Listing
        none={{ icon: 'pill', title: t('staff.prescribing.none'), text: '' }}
        stacks
        caption={t('staff.prescribing.title')}
        list={wholeList(lines)}
        keyOf={({ lineKey }) => String(lineKey)}
        file="prescription"
        columns={COLUMNS}
      />
      <Prints
        name="GET /v1/prescriptions/{prescriptionId}/print"
        request={{ path: { prescriptionId }, query: { version } }}
        fileName={`prescription-${prescription.reference}`}
      />
      {status === 'SIGNED' && version === newestVersion && <Changing prescription={prescription} />}
    </>
  )
}

const COLUMNS: readonly Column<Line>[] = [
  { key: 'name', text: ({ genericName }) => genericName, header: 'staff.prescribing.medicine' },
  { key: 'taking', text: (line) => toTyped(line), header: 'staff.prescribing.column.taking' },
  {
    key: 'way',
    text: ({ route }) => route,
    header: 'staff.prescribing.way',
    draw: ({ route }, { t }) => t(`staff.prescribing.ways.${route}`),
  },
  {
    key: 'quantity',
    text: ({ quantity }) => String(quantity),
    header: 'staff.prescribing.column.quantity',
    draw: ({ quantity, unit }, { t }) => t('staff.prescribing.quantity', { count: quantity, unit }),
  },
  {
    key: 'given',
    text: ({ dispensed, returned }) => String(dispensed - returned),
    header: 'staff.prescribing.column.given',
  },
  { key: 'promised', text: ({ promised }) => String(promised), header: 'staff.prescribing.column.promised' },
  { key: 'left', text: ({ left }) => String(left), header: 'staff.prescribing.column.left' },
]

/** Only its doctor amends it, at the hospital where it was signed; who treats the patient may stop it. */
function Changing({ prescription }: { prescription: Prescription }) {
  const { t } = useText()
  const maySign = useMay('prescription.sign')
  const { id, facilityId } = useAccount()
  const isOwn = prescription.signedBy === id && prescription.facilityId === facilityId
  const [asked, setAsked] = useState<'amend' | 'stop'>()
  const close = (): void => setAsked(undefined)
  if (!maySign) return null
  return (
    <>
      {!isOwn && (
        <p className="soft no-print">
          {t('staff.prescribing.amendWho', { name: prescription.doctor.name, place: prescription.facility.name })}
        </p>
      )}
      <div className="list-actions no-print">
        {isOwn && (
          <Button kind="quiet" onClick={() => setAsked('amend')}>
            {t('staff.prescribing.amend')}
          </Button>
        )}
        <Button kind="remove" onClick={() => setAsked('stop')}>
          {t('staff.prescribing.stop')}
        </Button>
      </div>
      <Dialog
        title={t(asked === 'stop' ? 'staff.prescribing.stop' : 'staff.prescribing.amend')}
        isOpen={asked !== undefined}
        onClose={close}
      >
        {asked === 'stop' && <StopForm prescription={prescription} onDone={close} />}
        {asked === 'amend' && <AmendForm prescription={prescription} onDone={close} />}
      </Dialog>
    </>
  )
}

const USUAL = ['reaction', 'better', 'other', 'mistake'] as const

function StopForm({ prescription, onDone }: { prescription: Prescription; onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/prescriptions/{prescriptionId}/stopping')
  const why = reason(postPrescriptionsStopping, 'reason', {
    label: t('staff.prescribing.stopWhy'),
    wrong: 'staff.prescribing.reasonMissing',
    usual: USUAL.map((each) => t(`staff.prescribing.stopReasons.${each}`)),
  })
  return (
    <Form
      fields={[why]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { prescriptionId: prescription.prescriptionId }, body })
        onDone()
        say({ text: t('staff.prescribing.stoppedNow'), detail: prescription.patient.name })
      }}
    >
      <p>{t('staff.prescribing.stopWhat')}</p>
      {why.input}
      <Button kind="danger">{t('staff.prescribing.stop')}</Button>
    </Form>
  )
}
