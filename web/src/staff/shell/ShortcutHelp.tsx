// Shows the keys of this page (opened by `?`), and the switch that turns them off.
import { Switch } from '@mantine/core'
import { useText } from '../../i18n/language.ts'
import { Dialog } from './Dialog.tsx'
import { turnShortcuts, useShortcutGroups, useShortcutsOn } from './shortcuts.ts'

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useText()
  const groups = useShortcutGroups()
  const isOn = useShortcutsOn()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('staff.shell.shortcuts')}>
      {groups.map(({ title, shortcuts }) => (
        <section key={title}>
          <h3 className="keys-title">{title}</h3>
          <dl className="keys">
            {shortcuts.map(({ keys, label }) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch
        mt="md"
        label={t('staff.shell.shortcutsOn')}
        checked={isOn}
        onChange={(event) => turnShortcuts(event.currentTarget.checked)}
      />
    </Dialog>
  )
}
