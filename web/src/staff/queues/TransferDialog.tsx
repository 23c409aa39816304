// Sends a person to another queue of the hospital: one press on its name.
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { type Acts, type Listed, quietly, type Token } from './acts.ts'
import { useQueueName } from './queue-name.ts'

interface TransferDialogProps {
  readonly token: Token | undefined
  readonly queues: readonly Listed[]
  readonly acts: Acts
  readonly onClose: () => void
}

export function TransferDialog({ token, queues, acts, onClose }: TransferDialogProps) {
  const { t } = useText()
  const nameOf = useQueueName()
  const send = (to: Listed): void => {
    if (token) quietly(acts.transfer(token, { queueId: to.queueId, name: nameOf(to) }))
    onClose()
  }
  return (
    <Dialog
      title={token ? t('staff.queues.transferOf', { label: token.label }) : ''}
      isOpen={token !== undefined}
      onClose={onClose}
    >
      <p className="soft">{t('staff.queues.transferWhat')}</p>
      {queues.length === 0 && <p>{t('staff.queues.transferNone')}</p>}
      <div className="queue-targets">
        {queues.map((one) => (
          <Button key={one.queueId} kind="quiet" onClick={() => send(one)}>
            {t('staff.queues.option', { name: nameOf(one), count: one.waiting })}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
