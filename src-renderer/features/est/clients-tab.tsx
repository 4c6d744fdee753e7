import Block from '@mui/icons-material/Block'
import Cached from '@mui/icons-material/CachedOutlined'
import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstClient } from '../../../src-shared/api/est.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ClientDialogs, type ClientDialog } from './client-dialogs.tsx'
import type { TabProps } from './service-page.tsx'

/** Which of the known looks fits. */
const looks = { active: 'bound', 'used-up': 'pending', expired: 'expired', revoked: 'revoked' } as const

/** Who may enrol, by password or certificate. */
export function ClientsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const mayEdit = useMay('service.edit')
  const read = useRead('est.client-list', { service: service.id })
  const [shown, setShown] = useState<ClientDialog | null>(null)
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  const { clients } = read.data
  const actionsFor = (client: EstClient): readonly Action[] =>
    !mayEdit || client.state === 'revoked'
      ? []
      : [
          ...(client.kind === 'password'
            ? [
                {
                  id: 'est.client-rotate',
                  label: t('client.rotate'),
                  icon: Cached,
                  run: () => {
                    setShown({ kind: 'rotate', client })
                  }
                }
              ]
            : []),
          {
            id: 'est.client-revoke',
            label: t('client.revoke'),
            icon: Block,
            tone: 'danger' as const,
            run: () => {
              setShown({ kind: 'revoke', client })
            }
          }
        ]
  return (
    <>
      <Section title={t('tab.clients')} lead={t('client.lead')} flush>
        {clients.length === 0 ? (
          <EmptyState icon={VpnKey} title={t('client.empty.title')} text={t('client.empty.text')} />
        ) : (
          <QuietTable
            label={t('tab.clients')}
            head={[
              t('client.name'),
              t('client.state'),
              t('client.by'),
              t('client.for'),
              t('client.uses'),
              t('client.expires'),
              t('client.lastUsed'),
              ''
            ]}
            rows={clients.map((client) => ({
              key: client.id,
              cells: [
                <Box key="name" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                  {client.name}
                </Box>,
                <StateChip key="state" kind="eab" state={looks[client.state]} label={t(`client.is.${client.state}`)} />,
                t(`client.kind.${client.kind}`),
                [...(client.subject ?? []).map(({ type, value }) => `${type}=${value}`), ...client.names].join(', ') ||
                  t('client.anything'),
                client.maxUses === null ? client.uses : t('client.usesOf', { used: client.uses, most: client.maxUses }),
                client.expiresAt === null ? t('client.never') : <TimeText key="end" at={client.expiresAt} short />,
                client.lastUsedAt === null ? t('client.unused') : <TimeText key="used" at={client.lastUsedAt} short />,
                <ActionMenu
                  key="menu"
                  actions={actionsFor(client)}
                  label={t('device-services:action.more', { name: client.name })}
                  small
                />
              ]
            }))}
          />
        )}
      </Section>
      {shown !== null && (
        <ClientDialogs
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
