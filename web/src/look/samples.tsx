// The samples that both sheets show: buttons, fields with hints and errors, notices, tags and the rows of a table.
import { postPatients } from '../api/limits/post-patients.ts'
import { NoAnswer } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { choice, choices, select } from '../ui/choices.tsx'
import type { Column } from '../ui/columns.ts'
import { FieldErrors, Form } from '../ui/Form.tsx'
import { phone, pin, text } from '../ui/fields.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Failure } from '../ui/outcomes.tsx'
import { Tag, type TagKind } from '../ui/Tag.tsx'
import { Part } from './Sheet.tsx'

const BUTTONS = ['main', 'tint', 'quiet', 'plain', 'remove', 'danger'] as const
const NOTICES = ['info', 'good', 'warning', 'error'] as const
const TAGS: readonly TagKind[] = ['plain', 'good', 'warning', 'error']
const nothing = (): void => undefined

export function Buttons() {
  const { t } = useText()
  return (
    <Part name="buttons">
      <p className="look-row">
        {BUTTONS.map((kind) => (
          <Button key={kind} kind={kind} onClick={nothing}>
            {t(`staff.look.button.${kind}`)}
          </Button>
        ))}
      </p>
    </Part>
  )
}

/** Sent without answers, the form shows its summary of errors. */
export function Fields() {
  const { t } = useText()
  const name = text(postPatients, 'name', { label: t('staff.look.field.name'), hint: t('staff.look.field.nameHint') })
  const home = pin(postPatients, 'pin')
  return (
    <Part name="fields">
      <Form fields={[name, home]} onSubmit={nothing}>
        {name.input}
        {home.input}
        <Button kind="tint">{t('ui.continue')}</Button>
      </Form>
    </Part>
  )
}

/** The names differ from those of the form above: a name is also an id. */
export function Errors() {
  const { t } = useText()
  const named = { wrongName: postPatients.name, wrongPhone: postPatients.phone }
  return (
    <Part name="errors">
      <FieldErrors
        value={[
          { field: 'wrongName', text: t('staff.look.field.nameWrong') },
          { field: 'wrongPhone', text: t('staff.look.field.phoneWrong') },
        ]}
      >
        {text(named, 'wrongName', { label: t('staff.look.field.name') }).input}
        {phone(named, 'wrongPhone', { value: '98123 4567' }).input}
      </FieldErrors>
    </Part>
  )
}

export function Choices() {
  const { t } = useText()
  const options = (['female', 'male'] as const).map((value) => ({ value, text: t(`staff.look.field.${value}`) }))
  const named = {
    gender: postPatients.gender,
    kind: { type: 'string', enum: ['COVISHIELD', 'COVAXIN'] },
    doses: { type: 'array', items: { type: 'string', enum: ['1', '2'] } },
  } as const
  const vaccines = named.kind.enum.map((value) => ({ value, text: value }))
  const doses = named.doses.items.enum.map((value) => ({ value, text: value }))
  return (
    <Part name="choices">
      {choice(named, 'gender', { label: t('staff.look.field.gender'), options, value: 'female' }).input}
      {choices(named, 'doses', { label: t('staff.look.field.doses'), options: doses, value: ['1'] }).input}
      {select(named, 'kind', { label: t('staff.look.field.vaccine'), options: vaccines }).input}
    </Part>
  )
}

export function Notices() {
  const { t } = useText()
  return (
    <Part name="notices">
      {NOTICES.map((kind) => (
        <Notice key={kind} kind={kind} title={t(`staff.look.notice.${kind}`)}>
          <p>{t('staff.look.notice.text')}</p>
        </Notice>
      ))}
      <Failure error={new NoAnswer(false)} onRetry={nothing} />
    </Part>
  )
}

export function Tags() {
  const { t } = useText()
  return (
    <Part name="tags">
      <p className="look-row">
        {TAGS.map((kind) => (
          <Tag key={kind} kind={kind}>
            {t(`staff.look.tag.${kind}`)}
          </Tag>
        ))}
      </p>
    </Part>
  )
}

export interface Row {
  readonly token: number
  readonly person: 'meera' | 'ravi'
  readonly doses: number
}

export const ROWS: readonly Row[] = [
  { token: 1, person: 'meera', doses: 2 },
  { token: 2, person: 'ravi', doses: 1 },
]
export const keyOf = ({ token }: Row): string => String(token)

export const COLUMNS: readonly Column<Row>[] = [
  { key: 'token', header: 'staff.look.table.token', text: ({ token }) => token, isNumber: true },
  {
    key: 'person',
    header: 'staff.look.table.person',
    text: ({ person }) => person,
    draw: ({ person }, { t }) => t(`staff.look.table.${person}`),
  },
  { key: 'doses', header: 'staff.look.table.doses', text: ({ doses }) => doses, isNumber: true, isDim: true },
]
