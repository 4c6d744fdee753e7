import type { ReactElement } from 'react'
import { assertNever } from '../../../../src-shared/assert-never.ts'
import type { AuthorityView } from '../../../../src-shared/api/authorities.ts'
import { AskRenewalDialog } from './ask-renewal-dialog.tsx'
import { EndingDialog } from './ending-dialog.tsx'
import { ExportChainDialog } from './export-chain-dialog.tsx'
import { InstallDialog } from './install-dialog.tsx'
import { IssueCrlDialog } from './issue-crl-dialog.tsx'
import { KeyLineDialog } from './key-line-dialog.tsx'
import { RemoveDraftDialog } from './remove-draft-dialog.tsx'
import { RenewAuthorityDialog } from './renew-dialog.tsx'

export type AuthorityDialog =
  'install' | 'crl' | 'export' | 'renew' | 'ask-renewal' | 'offline' | 'online' | 'retire' | 'destroy' | 'remove'

export interface AuthorityDialogProps {
  readonly authority: AuthorityView
  readonly onClose: () => void
}

/** The one dialog that is open. */
export function AuthorityDialogs(
  props: AuthorityDialogProps & { readonly shown: AuthorityDialog | null }
): ReactElement | null {
  const given = { authority: props.authority, onClose: props.onClose }
  switch (props.shown) {
    case null:
      return null
    case 'install':
      return <InstallDialog {...given} />
    case 'crl':
      return <IssueCrlDialog {...given} />
    case 'export':
      return <ExportChainDialog {...given} />
    case 'renew':
      return <RenewAuthorityDialog {...given} />
    case 'ask-renewal':
      return <AskRenewalDialog {...given} />
    case 'offline':
      return <KeyLineDialog {...given} online={false} />
    case 'online':
      return <KeyLineDialog {...given} online />
    case 'retire':
    case 'destroy':
      return <EndingDialog {...given} ending={props.shown} />
    case 'remove':
      return <RemoveDraftDialog {...given} />
    default:
      return assertNever(props.shown)
  }
}
