// The sheet of citizens: the parts of their pages, in all states. Look here after a change of a part or of a token.
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useText } from '../i18n/language.ts'
import { Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Table } from '../ui/Table.tsx'
import { WeekStrip } from '../ui/WeekStrip.tsx'
import { Icons, Marks, OnlyInDemo, Part } from './Sheet.tsx'
import { Buttons, Choices, COLUMNS, Errors, Fields, keyOf, Notices, ROWS, Tags } from './samples.tsx'

const QrCode = lazy(() => import('../ui/QrCode.tsx'))

/** A day that never changes, so that a picture of the sheet stays the same. */
const DAY = '2026-06-07'
const HREF = '/dev/look'
const WEEK = [
  { day: '2026-06-04', free: undefined },
  { day: '2026-06-05', free: 0, href: HREF },
  { day: '2026-06-06', free: 4, href: HREF },
  { day: DAY, free: 120, href: HREF },
  { day: '2026-06-08', free: 88, href: HREF },
  { day: '2026-06-09', free: 300, href: HREF },
  { day: '2026-06-10', free: undefined },
]

export default function LookPage() {
  return (
    <OnlyInDemo>
      <Parts />
    </OnlyInDemo>
  )
}

function Parts() {
  const { t, format } = useText()
  const rows = [
    { label: t('staff.look.summary.place'), value: t('staff.look.summary.clinic') },
    { label: t('staff.look.summary.when'), value: format.day(DAY), changeHref: HREF },
  ]
  return (
    <Page title={t('staff.look.title')} isWide>
      <p>
        {t('staff.look.intro')} <Link href="/dev/look/staff">{t('staff.look.toStaff')}</Link>
      </p>
      <div className="look">
        <Buttons />
        <Fields />
        <Errors />
        <Choices />
        <Notices />
        <Tags />
        <Part name="week">
          <WeekStrip label={t('staff.look.section.week')} days={WEEK} chosen={DAY} />
        </Part>
        <Part name="table">
          <Table caption={t('staff.look.caption')} hidesCaption columns={COLUMNS} rows={ROWS} keyOf={keyOf} stacks />
        </Part>
        <Part name="summary">
          <SummaryList rows={rows} />
        </Part>
        <Part name="code">
          <Suspense fallback={<Loading />}>
            <QrCode text="DL-7F3K-9Q2M" label={t('staff.look.section.code')} />
          </Suspense>
        </Part>
        <Marks />
        <Icons />
      </div>
    </Page>
  )
}
