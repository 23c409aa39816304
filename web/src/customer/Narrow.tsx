// The form that narrows a list: to one state, and for links to one patient. The words go to the page, not the address.
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/choices.tsx'
import { Form } from '../ui/Form.tsx'
import type { FormField } from '../ui/fields.tsx'

interface NarrowProps<Status extends string> {
  readonly label: string
  readonly statuses: readonly Status[]
  readonly toWords: (status: Status) => string
  readonly more?: readonly FormField<{ readonly patient?: string }>[]
  readonly onNarrow: (narrowed: { status?: Status; patient?: string }) => void
}

export function Narrow<Status extends string>(props: NarrowProps<Status>) {
  const { label, statuses, toWords, more = [], onNarrow } = props
  const { t } = useText()
  const options = statuses.map((value) => ({ value, text: toWords(value) }))
  return (
    <Form
      fields={more}
      onSubmit={(entered, values) => {
        const status = statuses.find((one) => one === values('status'))
        const { patient } = entered as { patient?: string }
        onNarrow({ ...(status && { status }), ...(patient && { patient }) })
      }}
    >
      <div className="narrow">
        <Select name="status" label={label} options={[{ value: '', text: t('portal.all') }, ...options]} />
        {more.map(({ input, focus }) => (
          <div key={focus}>{input}</div>
        ))}
        <div className="field">
          <Button kind="quiet">{t('portal.show')}</Button>
        </div>
      </div>
    </Form>
  )
}
