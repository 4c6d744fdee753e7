import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { AcmeService, EabCredential } from '../../../src-shared/api/services.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { CredentialForm } from './credential-form.tsx'
import { KeyOnceDialog } from './key-once-dialog.tsx'

export type CredentialDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'rotate'; readonly credential: EabCredential }
  | { readonly kind: 'revoke'; readonly credential: EabCredential }

/** The one dialog that is open; after a new key, the key itself. */
export function CredentialDialogs(props: {
  readonly service: AcmeService
  readonly shown: CredentialDialog
  readonly onClose: () => void
}): ReactElement {
  const { service, shown, onClose } = props
  const [made, setMade] = useState<Output<'acme.eab-create'> | null>(null)
  if (made !== null) return <KeyOnceDialog service={service} made={made} onKept={onClose} />
  if (shown.kind === 'create') return <CredentialForm service={service} onMade={setMade} onClose={onClose} />
  if (shown.kind === 'rotate') return <Rotate credential={shown.credential} onMade={setMade} onClose={onClose} />
  return <Revoke credential={shown.credential} onClose={onClose} />
}

function Rotate(props: {
  readonly credential: EabCredential
  readonly onMade: (made: Output<'acme.eab-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('acme')
  const { credential } = props
  const rotate = useCommand('acme.eab-rotate')
  // One that ended cannot pass its end on.
  const ended = credential.state === 'expired'
  return (
    <ConfirmDialog
      open
      title={t('rotate.title', { name: credential.name })}
      consequence={t(ended ? 'rotate.ended' : 'rotate.consequence', { count: credential.accounts })}
      confirmLabel={t('rotate.confirm')}
      blocked={ended}
      busy={rotate.isPending}
      error={rotate.error}
      onClose={props.onClose}
      onConfirm={() => {
        rotate.mutate({ id: credential.id }, { onSuccess: props.onMade })
      }}
    />
  )
}

function Revoke(props: { readonly credential: EabCredential; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const revoke = useCommand('acme.eab-revoke')
  const { credential, onClose } = props
  return (
    <ConfirmDialog
      open
      danger
      title={t('revoke.title', { name: credential.name })}
      consequence={t('revoke.consequence', { count: credential.accounts })}
      confirmLabel={t('revoke.confirm')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() => {
        revoke.mutate(
          { id: credential.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('revoke.done', { name: credential.name }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}
