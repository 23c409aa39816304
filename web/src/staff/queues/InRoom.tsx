// Who is called to the own room or sits in it, with the acts of that moment and their keys.
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { type Acts, quietly, type Token, type TokenAct } from './acts.ts'

const CALLED: readonly (readonly [TokenAct, string])[] = [
  ['service', 'b'],
  ['recall', 'r'],
  ['absence', 'a'],
]
const INSIDE: readonly (readonly [TokenAct, string])[] = [
  ['completion', 'd'],
  ['pause', 't'],
]

export function InRoom({ tokens, acts }: { tokens: readonly Token[]; acts: Acts }) {
  const { t } = useText()
  const [first] = tokens
  const shown = first === undefined ? [] : first.status === 'CALLED' ? CALLED : INSIDE
  useShortcuts(
    t('staff.queues.inRoom'),
    shown.map(([act, keys]) => ({
      keys,
      label: t(`staff.queues.act.${act}`),
      run: () => first && quietly(acts.act(act, first)),
    })),
  )
  return (
    <section className="queue-room" aria-label={t('staff.queues.inRoom')}>
      {tokens.length === 0 && <p className="soft">{t('staff.queues.roomFree')}</p>}
      {tokens.map((token) => (
        <div key={token.tokenId} className="queue-person">
          <p>
            <strong className="queue-label">{token.label}</strong> {token.patient?.name}{' '}
            <span className="soft">{t(`staff.queues.token.${token.status}`)}</span>
            {token.reason !== undefined && <span className="queue-reason">{token.reason}</span>}
          </p>
          <div className="row-actions">
            {(token.status === 'CALLED' ? CALLED : INSIDE).map(([act, keys], nth) => (
              <Button key={act} kind={nth === 0 ? 'tint' : 'quiet'} onClick={() => quietly(acts.act(act, token))}>
                {t(`staff.queues.act.${act}`)} {token === first && <Key name={keys} />}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}
