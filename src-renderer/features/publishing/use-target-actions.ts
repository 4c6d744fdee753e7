import Edit from '@mui/icons-material/EditOutlined'
import Link from '@mui/icons-material/CableOutlined'
import Upload from '@mui/icons-material/CloudUploadOutlined'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishTarget } from '../../../src-shared/api/publishing.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useToast } from '../../ui/toasts.tsx'

/** What can be done with a target: the first three as buttons, the rest in the menu. */
export function useTargetActions(
  target: PublishTarget,
  open: (dialog: 'edit' | 'remove') => void
): { readonly first: readonly Action[]; readonly more: readonly Action[]; readonly error: unknown } {
  const { t } = useTranslation('publishing')
  const toast = useToast()
  const mayRun = useMay('crl.issue')
  const mayEdit = useMay('service.edit')
  const { mutate: runNow, error: runError } = useCommand('publish.run')
  const { mutate: test, error: testError } = useCommand('publish.test')
  const { mutate: update, error: updateError } = useCommand('publish.update')
  const { id, name, state, running } = target
  const [first, more] = useMemo(() => {
    const publish = (full: boolean) => (): void => {
      runNow(
        { target: id, full },
        {
          onSuccess: ({ run }) => {
            const text = { done: 'ran', incomplete: 'ranPartly', failed: 'ranFailed' } as const
            toast({ tone: run.outcome === 'done' ? 'success' : 'error', text: t(text[run.outcome], { name }) })
          }
        }
      )
    }
    const blocked = running ? t('running') : undefined
    const buttons: Action[] = []
    const menu: Action[] = []
    if (mayRun) {
      buttons.push({
        id: 'publish.run',
        label: t('runNow'),
        icon: Upload,
        tone: 'primary',
        blocked,
        run: publish(false)
      })
      menu.push({ id: 'publish.full', label: t('runFull'), blocked, run: publish(true) })
    }
    if (mayEdit) {
      buttons.push(
        {
          id: 'publish.test',
          label: t('test'),
          icon: Link,
          run: () => {
            test(
              { target: id },
              {
                onSuccess: ({ ok, message }) => {
                  toast({ tone: ok ? 'success' : 'error', text: `${t(ok ? 'testOk' : 'testFailed')}. ${message}` })
                }
              }
            )
          }
        },
        {
          id: 'publish.edit',
          label: t('edit'),
          icon: Edit,
          run: () => {
            open('edit')
          }
        }
      )
      menu.push(
        {
          id: 'publish.disable',
          label: t(state === 'enabled' ? 'disable' : 'enable'),
          run: () => {
            update({ target: id, disabled: state === 'enabled' })
          }
        },
        {
          id: 'publish.remove',
          label: t('remove'),
          tone: 'danger',
          run: () => {
            open('remove')
          }
        }
      )
    }
    return [buttons, menu]
  }, [t, toast, runNow, test, update, open, id, name, state, running, mayRun, mayEdit])
  useActions(first)
  return { first, more, error: runError ?? testError ?? updateError }
}
