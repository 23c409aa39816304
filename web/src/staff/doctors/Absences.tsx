// Leave and extra hours of a doctor: what is ahead, with dialogs to enter them, and a button to take them back.
import './doctors.css'
import { useState } from 'react'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { type Exception, type Schedule, toWindow } from './hours.ts'

export interface AbsencesProps {
  readonly schedule: Schedule
  readonly nameOf: (facilityId: string) => string
  readonly doctorName: string
  /** Who keeps them: the doctor at all hospitals, an administrator at one. Undefined: this user only reads. */
  readonly keeper: { readonly at: 'all' } | { readonly at: 'one'; readonly facilityId: string } | undefined
}

export function Absences({ schedule, nameOf, doctorName, keeper }: AbsencesProps) {
  const { t } = useText()
  const [asked, setAsked] = useState<'leave' | 'extra'>()
  const { withdraw, error } = useWithdrawal(schedule.doctorId, doctorName)
  const rows = schedule.exceptions.toSorted((one, other) => one.fromOn.localeCompare(other.fromOn))
  const mayTakeBack = ({ facilityId }: Exception): boolean =>
    keeper !== undefined && (keeper.at === 'all' || keeper.facilityId === facilityId)
  const close = (): void => setAsked(undefined)
  return (
    <section className="doctor-part">
      {error !== null && <Failure error={error} takesFocus />}
      <Listing
        stacks
        caption={t('staff.doctors.absence.title')}
        list={wholeList(rows)}
        keyOf={({ exceptionId }) => exceptionId}
        file="leave"
        filters={<Head keeper={keeper} onEnter={setAsked} />}
        none={{
          icon: 'calendar',
          title: t('staff.doctors.absence.none'),
          ...(keeper && { text: t('staff.doctors.absence.noneNext') }),
        }}
        columns={columnsOf({ nameOf, mayTakeBack, onTakeBack: (one) => void withdraw(one).catch(() => undefined) })}
      />
      {keeper && <LeaveKey onEnter={() => setAsked('leave')} />}
      {keeper && (
        <Dialog
          title={asked ? t(`staff.doctors.absence.enter.${asked}`) : ''}
          isOpen={asked !== undefined}
          onClose={close}
        >
          {asked && (
            <AbsenceForm
              kind={asked}
              doctorId={schedule.doctorId}
              doctorName={doctorName}
              facilityId={keeper.at === 'one' ? keeper.facilityId : undefined}
              onDone={close}
            />
          )}
        </Dialog>
      )}
    </section>
  )
}

function LeaveKey({ onEnter }: { onEnter: () => void }) {
  const { t } = useText()
  useShortcuts(t('staff.doctors.absence.title'), [
    { keys: 'n', label: t('staff.doctors.absence.enter.leave'), run: onEnter },
  ])
  return null
}

/** The title, and the buttons of those who keep the hours. */
function Head({ keeper, onEnter }: Pick<AbsencesProps, 'keeper'> & { onEnter: (kind: 'leave' | 'extra') => void }) {
  const { t } = useText()
  return (
    <div className="list-actions">
      <h2>{t('staff.doctors.absence.title')}</h2>
      {keeper && (
        <Button kind={keeper.at === 'all' ? 'main' : 'quiet'} onClick={() => onEnter('leave')}>
          <Icon name="plus" />
          {t('staff.doctors.absence.enter.leave')}
        </Button>
      )}
      {keeper?.at === 'one' && (
        <Button kind="quiet" onClick={() => onEnter('extra')}>
          <Icon name="plus" />
          {t('staff.doctors.absence.enter.extra')}
        </Button>
      )}
    </div>
  )
}

/** Takes leave or extra hours back. The word after it offers to enter them again. */
function useWithdrawal(doctorId: string, doctorName: string) {
  const { t } = useText()
  const send = useSend('POST /v1/doctors/{doctorId}/exceptions/{exceptionId}/cancellation')
  const enter = useSend('POST /v1/doctors/{doctorId}/exceptions')
  const withdraw = async ({ exceptionId, reason, ...stated }: Exception): Promise<void> => {
    await send.mutateAsync({ path: { doctorId, exceptionId } })
    say({
      text: t(`staff.doctors.said.withdrawn.${stated.kind}`),
      detail: doctorName,
      ...(reason !== undefined && {
        undo: () => enter.mutateAsync({ path: { doctorId }, body: { ...stated, reason } }),
      }),
    })
  }
  return { withdraw, error: send.error }
}

interface Drawing {
  readonly nameOf: AbsencesProps['nameOf']
  readonly mayTakeBack: (exception: Exception) => boolean
  readonly onTakeBack: (exception: Exception) => void
}

const columnsOf = ({ nameOf, mayTakeBack, onTakeBack }: Drawing): readonly Column<Exception>[] => [
  {
    key: 'fromOn',
    text: ({ fromOn }) => fromOn,
    header: 'staff.doctors.absence.days',
    draw: ({ fromOn, untilOn }, { t, format }) =>
      fromOn === untilOn
        ? format.weekdayAndDay(fromOn)
        : t('staff.doctors.absence.fromTo', { from: format.shortDay(fromOn), until: format.day(untilOn) }),
  },
  { key: 'untilOn', text: ({ untilOn }) => untilOn },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.doctors.absence.what',
    draw: ({ kind }, { t }) => (
      <Tag kind={kind === 'leave' ? 'warning' : 'good'}>{t(`staff.doctors.absence.kind.${kind}`)}</Tag>
    ),
  },
  {
    key: 'hours',
    text: ({ starts, ends }) => (starts && ends ? toWindow({ starts, ends }) : undefined),
    header: 'staff.doctors.absence.hours',
    draw: ({ starts, ends }, { t, format }) =>
      starts && ends ? format.window(toWindow({ starts, ends })) : t('staff.doctors.absence.wholeDay'),
  },
  {
    key: 'facilityId',
    text: ({ facilityId }) => facilityId,
    header: 'staff.doctors.absence.where',
    draw: ({ facilityId }, { t }) =>
      facilityId === undefined ? t('staff.doctors.absence.everywhere') : nameOf(facilityId),
  },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.doctors.absence.reason', isDim: true },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (exception, { t, format }) =>
      mayTakeBack(exception) && (
        <Button kind="quiet" onClick={() => onTakeBack(exception)}>
          {t('staff.doctors.absence.takeBack')}{' '}
          <span className="visually-hidden">{format.weekdayAndDay(exception.fromOn)}</span>
        </Button>
      ),
  },
]
