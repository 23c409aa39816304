// One test of the catalogue: its ranges, which of them somebody has checked, and a form to state the next one.
import './laboratory.css'
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { postDiagnosticsTestsRanges as limits } from '../../api/limits/post-diagnostics-tests-ranges.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import type { Column } from '../../ui/columns.ts'
import { day } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { decimal, whole } from '../../ui/numbers.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Test = Answer<'GET /v1/diagnostics/tests/{code}'>
type Range = Test['ranges'][number]

const DAYS_IN_YEAR = 365.25
/** Older than anybody. */
const ALL_AGES = 60_000

export default function TestPage() {
  const { t } = useText()
  const { code = '' } = useParams<{ code: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/diagnostics/tests/{code}', { path: { code } })
  return (
    <StaffPage title={t('staff.laboratory.ranges.one')} heading={data?.name ?? code} back="/staff/tests">
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />)}
      {data && <Ranges test={data} />}
    </StaffPage>
  )
}

function Ranges({ test }: { test: Test }) {
  const { t } = useText()
  const { code, ranges, statedRange, fault, test: facts } = test
  const caption = t('staff.laboratory.ranges.caption')
  return (
    <>
      {fault !== undefined && <Notice kind="warning" title={t('staff.laboratory.ranges.faulty')} />}
      {statedRange !== undefined && (
        <p className="soft">{t('staff.laboratory.ranges.stated', { range: statedRange })}</p>
      )}
      {ranges.length === 0 ? (
        <p>{t('staff.laboratory.ranges.noRange')}</p>
      ) : (
        <Table
          stacks
          hidesCaption
          caption={caption}
          columns={COLUMNS}
          rows={ranges}
          keyOf={({ sex, fromDays, untilDays, validFrom, isChecked }) =>
            `${sex} ${fromDays} ${untilDays} ${validFrom} ${isChecked}`
          }
        />
      )}
      {facts?.kind === 'number' && <RangeForm code={code} unit={facts.unit} />}
    </>
  )
}

const COLUMNS: readonly Column<Range>[] = [
  {
    key: 'sex',
    text: ({ sex }) => sex,
    header: 'staff.laboratory.ranges.sex',
    draw: ({ sex }, { t }) => t(`staff.laboratory.ranges.sexes.${sex}`),
  },
  {
    key: 'fromDays',
    text: ({ fromDays }) => fromDays,
    header: 'staff.laboratory.ranges.ages',
    draw: ({ fromDays, untilDays }, { t, format }) => {
      const years = (days: number): string => format.number(Math.round((days / DAYS_IN_YEAR) * 10) / 10)
      return untilDays >= ALL_AGES
        ? t('staff.laboratory.ranges.fromAge', { from: years(fromDays) })
        : t('staff.laboratory.ranges.betweenAges', { from: years(fromDays), until: years(untilDays) })
    },
  },
  {
    key: 'validFrom',
    text: ({ validFrom }) => validFrom,
    header: 'staff.laboratory.ranges.validFrom',
    draw: ({ validFrom }, { format }) => format.day(validFrom),
  },
  { key: 'low', text: ({ low }) => low, header: 'staff.laboratory.ranges.low', isNumber: true },
  { key: 'high', text: ({ high }) => high, header: 'staff.laboratory.ranges.high', isNumber: true },
  {
    key: 'criticalLow',
    text: ({ criticalLow }) => criticalLow,
    header: 'staff.laboratory.ranges.criticalLow',
    isNumber: true,
  },
  {
    key: 'criticalHigh',
    text: ({ criticalHigh }) => criticalHigh,
    header: 'staff.laboratory.ranges.criticalHigh',
    isNumber: true,
  },
  {
    key: 'isChecked',
    text: ({ isChecked }) => String(isChecked),
    header: 'staff.laboratory.ranges.checked',
    draw: ({ isChecked }, { t }) =>
      isChecked ? (
        <Tag kind="good">{t('staff.laboratory.ranges.isChecked')}</Tag>
      ) : (
        <Tag>{t('staff.laboratory.ranges.notChecked')}</Tag>
      ),
  },
]

/** Whoever states a range vouches for it: no key sends it. */
function RangeForm({ code, unit }: { code: string; unit: string | undefined }) {
  const { t } = useText()
  const [nth, setNth] = useState(0)
  const send = useSend('POST /v1/diagnostics/tests/{code}/ranges')
  const wrong = 'staff.laboratory.ranges.wrong'
  const sex = choice(limits, 'sex', {
    label: t('staff.laboratory.ranges.sex'),
    options: limits.sex.enum.map((value) => ({ value, text: t(`staff.laboratory.ranges.sexes.${value}`) })),
    value: 'any',
    wrong,
  })
  const ages = {
    from: whole(limits, 'fromDays', { label: t('staff.laboratory.ranges.fromDays'), value: 0, wrong }),
    until: whole(limits, 'untilDays', { label: t('staff.laboratory.ranges.untilDays'), value: ALL_AGES, wrong }),
  }
  const validFrom = day(limits, 'validFrom', {
    label: t('staff.laboratory.ranges.validFrom'),
    value: today(),
    wrong,
  })
  const limit = (name: 'low' | 'high' | 'criticalLow' | 'criticalHigh') =>
    decimal(limits, name, { label: t(`staff.laboratory.ranges.${name}`), wrong })
  const bounds = [limit('low'), limit('high'), limit('criticalLow'), limit('criticalHigh')] as const
  return (
    <section className="lab-part">
      <h2>{t('staff.laboratory.ranges.state', { unit: unit ?? '' })}</h2>
      <p>{t('staff.laboratory.ranges.vouch')}</p>
      <Form
        key={nth}
        needsPress
        fields={[sex, ages.from, ages.until, validFrom, ...bounds]}
        onSubmit={async (entered) => {
          await send.mutateAsync({ path: { code }, body: entered })
          setNth(nth + 1)
          say({ text: t('staff.laboratory.said.range', { code }) })
        }}
      >
        {sex.input}
        <div className="lab-values">
          {ages.from.input}
          {ages.until.input}
          {bounds.map((field) => (
            <div key={field.focus}>{field.input}</div>
          ))}
        </div>
        {validFrom.input}
        <Button>{t('staff.laboratory.ranges.save')}</Button>
      </Form>
    </section>
  )
}
