// The sheet of staff: the parts of their pages, in all states. Look here after a change of a part or of a token.
import '../staff/shell/home/home.css'
import { useState } from 'react'
import { Link } from 'wouter'
import { postPatients } from '../api/limits/post-patients.ts'
import { useText } from '../i18n/language.ts'
import { Empty } from '../staff/lists/Empty.tsx'
import { useOrder } from '../staff/lists/order.ts'
import { TableSkeleton } from '../staff/lists/Skeleton.tsx'
import { Dialog } from '../staff/shell/Dialog.tsx'
import { Tiles } from '../staff/shell/home/Tiles.tsx'
import { Key } from '../staff/shell/Key.tsx'
import { reason } from '../staff/shell/reasons.tsx'
import { say } from '../staff/shell/Said.tsx'
import { StaffPage } from '../staff/shell/StaffPage.tsx'
import { STATE_ICONS, StatePill } from '../staff/vaccination/bookings/StatePill.tsx'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'
import { Icons, Marks, OnlyInDemo, Part } from './Sheet.tsx'
import { Buttons, Choices, COLUMNS, Errors, Fields, keyOf, Notices, ROWS, Tags } from './samples.tsx'

const STATES = Object.keys(STATE_ICONS) as (keyof typeof STATE_ICONS)[]
const SKELETON_ROWS = 3

export default function StaffLookPage() {
  return (
    <OnlyInDemo>
      <Parts />
    </OnlyInDemo>
  )
}

function Parts() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.look.staffTitle')}>
      <p>
        {t('staff.look.intro')} <Link href="/dev/look">{t('staff.look.toCitizen')}</Link>
      </p>
      <div className="look">
        <Buttons />
        <Above />
        <Part name="pills">
          <p className="look-row">
            {STATES.map((state) => (
              <StatePill key={state} state={state} />
            ))}
          </p>
        </Part>
        <Tags />
        <Figures />
        <Fields />
        <Errors />
        <Choices />
        <Notices />
        <Rows />
        <Part name="noTable">
          <Empty
            icon="users"
            title={t('staff.look.empty.title')}
            action={
              <Button kind="quiet" onClick={() => undefined}>
                {t('staff.look.button.quiet')} <Key name="W" />
              </Button>
            }
          >
            {t('staff.look.empty.text')}
          </Empty>
        </Part>
        <Part name="skeleton">
          <TableSkeleton rows={SKELETON_ROWS} />
        </Part>
        <Marks />
        <Icons />
      </div>
    </StaffPage>
  )
}

function Figures() {
  const { t } = useText()
  const href = '/dev/look/staff'
  return (
    <Part name="figures">
      <Tiles
        tiles={[
          { icon: 'users', label: t('staff.look.figure.booked'), count: 47, href },
          { icon: 'vaccine', label: t('staff.look.figure.given'), count: 12, note: t('staff.look.figure.note'), href },
          { icon: 'clock', label: t('staff.look.empty.title'), count: undefined, href },
        ]}
      />
    </Part>
  )
}

function Rows() {
  const { t } = useText()
  const { rows, ...order } = useOrder(COLUMNS, ROWS, true)
  return (
    <Part name="table">
      <Table caption={t('staff.look.caption')} hidesCaption columns={COLUMNS} rows={rows} keyOf={keyOf} {...order} />
    </Part>
  )
}

/** What opens above a page. */
function Above() {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  const why = reason({ why: postPatients.address }, 'why', {
    label: t('staff.look.field.note'),
    wrong: 'staff.look.field.noteWrong',
    usual: [t('staff.look.field.usual')],
  })
  return (
    <Part name="words">
      <p className="look-row">
        <Button
          kind="quiet"
          onClick={() =>
            say({ text: t('staff.look.word.text'), detail: t('staff.look.word.detail'), undo: () => undefined })
          }
        >
          {t('staff.look.button.say')}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {t('staff.look.button.open')}
        </Button>
      </p>
      <Dialog title={t('staff.look.dialog.title')} isOpen={isOpen} onClose={close}>
        <Notice kind="good" title={t('staff.look.dialog.text')} />
        <Form fields={[why]} onSubmit={close} needsPress>
          {why.input}
          <Button>{t('staff.look.button.main')}</Button>
        </Form>
      </Dialog>
    </Part>
  )
}
