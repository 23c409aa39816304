// A day of the next year, when none of the usual spans fits. The browser's own calendar opens at today.
import { useText } from '../../i18n/language.ts'
import { useFieldError } from '../../ui/Form.tsx'
import { describedBy, Hint } from '../../ui/inputs.tsx'

const NAME = 'other-day'

export function OtherDay({ first, last }: { first: string; last: string }) {
  const { t } = useText()
  const error = useFieldError(NAME)
  const hint = t('files.sharing.otherHint')
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={NAME}>{t('files.sharing.other')}</label>
      <Hint name={NAME} hint={hint} error={error} />
      <input
        id={NAME}
        name={NAME}
        type="date"
        className="input input-medium"
        min={first}
        max={last}
        aria-describedby={describedBy(NAME, hint, error)}
        aria-invalid={error !== undefined}
      />
    </div>
  )
}
