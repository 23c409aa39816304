// The drafts of one order: all that lie inside a checked range with one key, the others one by one.
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { draftsOf, isNormalDraft, useAuthorising } from './authorising.ts'
import { FlagTag, type Order, useRangeWords, Value } from './words.tsx'

export function AuthorisePart({ order }: { order: Order }) {
  const { t } = useText()
  const rangeOf = useRangeWords()
  const { one, all, error } = useAuthorising()
  const drafts = draftsOf([order])
  const normal = drafts.filter(isNormalDraft)
  const run = (): void => void all(normal)
  useShortcuts(
    t('staff.laboratory.order'),
    normal.length > 0 ? [{ keys: 'a', label: t('staff.laboratory.authorise.normal'), run }] : [],
  )
  if (drafts.length === 0 && error === undefined) return null
  return (
    <section className="lab-part">
      <h2>{t('staff.laboratory.authorise.title')}</h2>
      {error !== undefined && <Failure error={error} takesFocus />}
      {drafts.map((draft) => {
        const { line } = draft
        return (
          <div key={line.line} className="lab-row">
            <span>
              {line.name} {line.result && <Value result={line.result} />}{' '}
              <span className="soft">{line.result && rangeOf(line.result)}</span>{' '}
              {line.result && <FlagTag result={line.result} />}
              {line.twoPersons && <span className="soft"> {t('staff.laboratory.authorise.second')}</span>}
            </span>
            <Button kind="quiet" onClick={() => void one(draft)}>
              {t('staff.laboratory.authorise.one')} <span className="visually-hidden">{line.name}</span>
            </Button>
          </div>
        )
      })}
      {normal.length > 0 && (
        <p className="no-print">
          <Button onClick={run}>
            {t('staff.laboratory.authorise.count', { count: normal.length })} <Key name="a" />
          </Button>
        </p>
      )}
    </section>
  )
}
