import Add from '@mui/icons-material/Add'
import Block from '@mui/icons-material/Block'
import Cached from '@mui/icons-material/CachedOutlined'
import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EabCredential } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { BoundsCell } from '../../ui/device-services/bounds-cell.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CredentialDialogs, type CredentialDialog } from './credential-dialogs.tsx'
import type { TabProps } from './service-page.tsx'

/** The credentials that clients register their accounts with. */
export function CredentialsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const mayEdit = useMay('service.edit')
  const read = useRead('acme.eab-list', { service: service.id })
  const [shown, setShown] = useState<CredentialDialog | null>(null)
  const create = useMemo<Action | undefined>(
    () =>
      mayEdit && service.eab !== 'none'
        ? {
            id: 'acme.eab-create',
            label: t('credential.create'),
            icon: Add,
            tone: 'primary',
            run: () => {
              setShown({ kind: 'create' })
            }
          }
        : undefined,
    [t, mayEdit, service.eab]
  )
  useActions(useMemo(() => (create === undefined ? [] : [create]), [create]))
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  const { credentials } = read.data
  const actionsFor = (credential: EabCredential): readonly Action[] =>
    mayEdit && credential.state !== 'revoked'
      ? [
          {
            id: 'acme.eab-rotate',
            label: t('credential.rotate'),
            icon: Cached,
            run: () => {
              setShown({ kind: 'rotate', credential })
            }
          },
          {
            id: 'acme.eab-revoke',
            label: t('credential.revoke'),
            icon: Block,
            tone: 'danger',
            run: () => {
              setShown({ kind: 'revoke', credential })
            }
          }
        ]
      : []
  return (
    <>
      <Section
        title={t('tab.credentials')}
        lead={t(`credential.lead.${service.eab}`)}
        flush
        aside={create !== undefined && credentials.length > 0 && <ActionButton action={create} size="small" />}
      >
        {credentials.length === 0 ? (
          <EmptyState
            icon={VpnKey}
            title={t(`credential.empty.${service.eab}.title`)}
            text={t(`credential.empty.${service.eab}.text`)}
            action={create}
          />
        ) : (
          <QuietTable
            label={t('tab.credentials')}
            head={[
              t('credential.name'),
              t('credential.state'),
              t('credential.keyId'),
              t('credential.accounts'),
              t('credential.names'),
              t('credential.expiresAt'),
              ''
            ]}
            rows={credentials.map((credential) => ({
              key: credential.id,
              cells: [
                <Box key="name" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                  {credential.name}
                </Box>,
                <StateChip key="state" kind="eab" state={credential.state} />,
                <Mono key="keyId" value={credential.keyId} grouped={false} />,
                credential.maxAccounts === null
                  ? t('credential.accountsUnlimited', { count: credential.accounts })
                  : t('credential.accountsOf', { used: credential.accounts, most: credential.maxAccounts }),
                <BoundsCell
                  key="names"
                  text={credential.names.length === 0 ? t('credential.anyName') : credential.names.join(', ')}
                  validity={credential.validity}
                />,
                credential.expiresAt === null ? t('credential.never') : <TimeText key="at" at={credential.expiresAt} />,
                <ActionMenu
                  key="menu"
                  actions={actionsFor(credential)}
                  label={t('moreFor', { name: credential.name })}
                  small
                />
              ]
            }))}
          />
        )}
      </Section>
      {shown !== null && (
        <CredentialDialogs
          service={service}
          shown={shown}
          onClose={() => {
            setShown(null)
          }}
        />
      )}
    </>
  )
}
