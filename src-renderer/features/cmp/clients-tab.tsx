import Block from '@mui/icons-material/Block'
import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CmpClient } from '../../../src-shared/api/cmp.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'

/** Which of the known looks fits. */
const looks = { active: 'bound', used: 'pending', expired: 'expired', revoked: 'revoked' } as const

/** Who may ask: devices with a secret or a certificate, and registration authorities. */
export function ClientsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const read = useRead('cmp.client-list', { service: service.id })
  const revoke = useCommand('cmp.client-revoke')
  const [asked, setAsked] = useState<CmpClient | null>(null)
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  const { clients } = read.data
  const actionsFor = (client: CmpClient): readonly Action[] =>
    !mayEdit || client.state === 'revoked'
      ? []
      : [
          {
            id: 'cmp.client-revoke',
            label: t('client.revoke'),
            icon: Block,
            tone: 'danger',
            run: () => {
              setAsked(client)
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
              t('client.usesLeft'),
              t('client.expires'),
              t('client.lastUsed'),
              ''
            ]}
            rows={clients.map((client) => ({
              key: client.id,
              cells: [
                <Box key="name" sx={{ whiteSpace: 'nowrap' }}>
                  <Box sx={{ fontWeight: 600 }}>{client.name}</Box>
                  {client.ra && (
                    <Typography variant="caption" color="textSecondary" component="div">
                      {t('client.isRa')}
                    </Typography>
                  )}
                </Box>,
                <StateChip key="state" kind="eab" state={looks[client.state]} label={t(`client.is.${client.state}`)} />,
                client.reference === null ? (
                  (client.certificateSubject ?? t('client.kind.certificate'))
                ) : (
                  <Mono key="by" value={client.reference} grouped={false} />
                ),
                [
                  ...(client.bound?.subject ?? []).map(({ type, value }) => `${type}=${value}`),
                  ...(client.bound?.alternativeNames ?? []).map(({ value }) => value)
                ].join(', ') || t('client.anything'),
                client.usesLeft ?? t('client.unlimited'),
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
      <ConfirmDialog
        open={asked !== null}
        danger
        title={t('client.revocation.title', { name: asked?.name ?? '' })}
        consequence={t('client.revocation.consequence')}
        confirmLabel={t('client.revoke')}
        busy={revoke.isPending}
        error={revoke.error}
        onClose={() => {
          setAsked(null)
        }}
        onConfirm={() => {
          revoke.mutate(
            { id: asked?.id ?? 0 },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('client.revocation.done', { name: asked?.name ?? '' }) })
                setAsked(null)
              }
            }
          )
        }}
      />
    </>
  )
}
