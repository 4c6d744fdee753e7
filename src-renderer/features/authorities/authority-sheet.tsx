import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { WaitingSheet } from '../../ui/layout/waiting-sheet.tsx'
import { AuthorityMark } from './authority-mark.tsx'
import { CsrSection } from './csr-section.tsx'
import { CrlFacts } from './crl-facts.tsx'
import { IdentityFacts } from './identity-facts.tsx'
import { useAuthorityActions } from './use-authority-actions.tsx'

/** The open row of the list. */
export function AuthoritySheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('authorities')
  const read = useRead('authority.show', { authority: props.id })
  if (read.data === undefined)
    return (
      <WaitingSheet title={t('one')} error={read.error} retry={() => void read.refetch()} onClose={props.onClose} />
    )
  return <LoadedSheet authority={read.data.authority} onClose={props.onClose} />
}

function LoadedSheet(props: { readonly authority: AuthorityView; readonly onClose: () => void }): ReactElement {
  const { authority, onClose } = props
  const navigate = useNavigate()
  const { main, rest, dialogs } = useAuthorityActions(authority)
  return (
    <Sheet
      title={authority.name}
      aside={<AuthorityMark of={authority} />}
      onExpand={() => void navigate(`/authorities/${authority.id}`)}
      onClose={onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 5 }}>
        {authority.notBefore !== null && authority.notAfter !== null && (
          <ValidityBar notBefore={authority.notBefore} notAfter={authority.notAfter} />
        )}
        {authority.csr !== null && authority.state === 'awaiting-certificate' && <CsrSection authority={authority} />}
        <IdentityFacts authority={authority} narrow />
        <CrlFacts authority={authority} narrow />
      </Box>
      {dialogs}
    </Sheet>
  )
}
