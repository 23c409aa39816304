// The hospitals where a doctor practises, with the terms of each. Administrators change those of their own hospital.
import { useState } from 'react'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import type { Practice, Schedule } from './hours.ts'
import { PracticeForm } from './PracticeForm.tsx'
import type { Doctor } from './words.tsx'

interface PracticesProps {
  readonly doctor: Doctor
  readonly schedule: Schedule
  readonly nameOf: (facilityId: string) => string
  /** The hospital whose terms this user may change. */
  readonly managedAt: string | undefined
}

export function Practices({ doctor, schedule, nameOf, managedAt }: PracticesProps) {
  const { t } = useText()
  const [asked, setAsked] = useState<'terms' | 'end'>()
  const own = schedule.practices.find(({ facilityId }) => facilityId === managedAt)
  // The own hospital comes first.
  const practices = schedule.practices.toSorted((one, other) => Number(other === own) - Number(one === own))
  const close = (): void => setAsked(undefined)
  const isHere = own?.status === 'active'
  const mayTake = managedAt !== undefined && !isHere && doctor.status !== 'ended'
  return (
    <section className="doctor-panel">
      <h2>{t('staff.doctors.practice.title')}</h2>
      {schedule.practices.length === 0 && <p className="soft doctor-none">{t('staff.doctors.practice.none')}</p>}
      {practices.map((practice) => (
        <div key={practice.facilityId} className="doctor-practice">
          <h3>
            {nameOf(practice.facilityId)} <PracticeTag practice={practice} />
          </h3>
          <Terms practice={practice} />
          {practice === own && isHere && (
            <div className="list-actions no-print">
              <Button kind="quiet" onClick={() => setAsked('terms')}>
                {t('staff.doctors.practice.change')}
              </Button>
              <Button kind="remove" onClick={() => setAsked('end')}>
                {t('staff.doctors.practice.end')}
              </Button>
            </div>
          )}
        </div>
      ))}
      {mayTake && (
        <div className="doctor-practice no-print">
          <p>{t('staff.doctors.practice.notHere', { name: nameOf(managedAt) })}</p>
          <Button onClick={() => setAsked('terms')}>{t('staff.doctors.practice.take')}</Button>
        </div>
      )}
      {managedAt !== undefined && (
        <Dialog
          title={t(isHere ? 'staff.doctors.practice.change' : 'staff.doctors.practice.take')}
          isOpen={asked === 'terms'}
          onClose={close}
        >
          <PracticeForm doctor={doctor} facilityId={managedAt} practice={own} onDone={close} />
        </Dialog>
      )}
      {own && (
        <Dialog title={t('staff.doctors.practice.end')} isOpen={asked === 'end'} onClose={close}>
          <EndForm doctor={doctor} practice={own} onDone={close} />
        </Dialog>
      )}
    </section>
  )
}

function PracticeTag({ practice: { status, isPublic } }: { practice: Practice }) {
  const { t } = useText()
  if (status === 'ended') return <Tag>{t('staff.doctors.practice.ended')}</Tag>
  return isPublic ? null : <Tag>{t('staff.doctors.practice.staffOnly')}</Tag>
}

function Terms({ practice }: { practice: Practice }) {
  const { t, format } = useText()
  const { feePaise, revisitFeePaise, revisitDays, opensDays, noticeMinutes, cancelUntilMinutes } = practice
  const { department, room } = practice
  const rows = [
    [t('staff.doctors.practice.shown.fee'), feePaise === 0 ? t('staff.doctors.practice.free') : format.money(feePaise)],
    ...(revisitDays > 0
      ? [[t('staff.doctors.practice.again', { count: revisitDays }), format.money(revisitFeePaise)]]
      : []),
    ...(room === undefined ? [] : [[t('staff.doctors.practice.room'), room]]),
    ...(department === undefined ? [] : [[t('staff.doctors.practice.department'), department]]),
    [t('staff.doctors.practice.ahead'), t('staff.doctors.practice.days', { count: opensDays })],
    ...(noticeMinutes > 0
      ? [[t('staff.doctors.practice.shown.notice'), t('staff.doctors.practice.minutes', { count: noticeMinutes })]]
      : []),
    ...(cancelUntilMinutes > 0
      ? [
          [
            t('staff.doctors.practice.shown.cancelUntil'),
            t('staff.doctors.practice.minutes', { count: cancelUntilMinutes }),
          ],
        ]
      : []),
  ]
  return (
    <dl className="doctor-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function EndForm({ doctor, practice, onDone }: { doctor: Doctor; practice: Practice; onDone: () => void }) {
  const { t } = useText()
  const send = useSend('PUT /v1/doctors/{doctorId}/practices/{facilityId}')
  const { doctorId, facilityId, facilityCell: _cell, version, ...terms } = practice
  const path = { doctorId, facilityId }
  return (
    <Form
      needsPress
      onSubmit={async () => {
        const ended = await send.mutateAsync({ path, body: { ...terms, status: 'ended' }, ifMatch: `"v${version}"` })
        say({
          text: t('staff.doctors.said.practiceEnded'),
          detail: doctor.name,
          undo: () => send.mutateAsync({ path, body: { ...terms, status: 'active' }, ifMatch: `"v${ended.version}"` }),
        })
        onDone()
      }}
    >
      <p>
        <strong>{doctor.name}</strong>
      </p>
      <p>{t('staff.doctors.practice.endText')}</p>
      <Button kind="danger">{t('staff.doctors.practice.end')}</Button>
    </Form>
  )
}
