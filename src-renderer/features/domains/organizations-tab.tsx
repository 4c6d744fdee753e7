import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organization } from '../../../src-shared/model/validation.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView, failureOf } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { OrganizationDialog } from './organization-dialog.tsx'

/** Organizations with their policies and how much belongs to each. */
export function OrganizationsTab(): ReactElement {
  const { t } = useTranslation('domains')
  const locale = useLocale()
  const toast = useToast()
  const mayEdit = useMay('organization.edit')
  const read = useRead('organization.list', {})
  const update = useCommand('organization.update')
  const remove = useCommand('organization.remove')
  const [edited, setEdited] = useState<Organization | null>(null)
  const [removed, setRemoved] = useState<Organization | null>(null)
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={160} /> : <ErrorView error={read.error} />
  const actionsOf = (one: Organization): readonly Action[] => [
    {
      id: `organization.edit.${one.id}`,
      label: t('organization.editAction'),
      run: () => {
        setEdited(one)
      }
    },
    {
      id: `organization.state.${one.id}`,
      label: t(one.state === 'active' ? 'organization.deactivate' : 'organization.activate'),
      run: () => {
        update.mutate(
          { organization: one.id, state: one.state === 'active' ? 'inactive' : 'active', version: one.version },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('organization.saved', { name: one.name }) })
            },
            onError: (error) => {
              toast({ tone: 'error', text: failureOf(error).message })
            }
          }
        )
      }
    },
    {
      id: `organization.remove.${one.id}`,
      label: t('organization.remove'),
      tone: 'danger',
      blocked: one.domains + one.mailboxes > 0 ? t('organization.removeText') : undefined,
      run: () => {
        setRemoved(one)
      }
    }
  ]
  return (
    <Box sx={{ maxWidth: 1200 }}>
      <Section title={t('tab.organizations')} lead={t('organization.lead')} flush>
        <QuietTable
          label={t('tab.organizations')}
          head={[
            t('organization.column.name'),
            t('organization.column.state'),
            t('organization.column.names'),
            t('organization.column.caa'),
            t('organization.column.domains'),
            t('organization.column.mailboxes'),
            ...(mayEdit ? [t('organization.column.actions')] : [])
          ]}
          rows={read.data.organizations.map((one) => ({
            key: one.id,
            cells: [
              <Box key="name">
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {one.name}
                </Typography>
                {one.note !== '' && (
                  <Typography variant="caption" color="textSecondary">
                    {one.note}
                  </Typography>
                )}
              </Box>,
              <StateChip
                key="state"
                kind="operator"
                state={one.state === 'active' ? 'active' : 'disabled'}
                label={t(`organization.state.${one.state}`)}
              />,
              t(`organization.names.${one.names}`),
              t(`organization.caa.${one.caa}`),
              <LinkFor key="domains" may="validation.read" to={`/domains?organization=${one.id}`}>
                {one.domains.toLocaleString(locale)}
              </LinkFor>,
              one.mailboxes.toLocaleString(locale),
              ...(mayEdit ? [<ActionMenu key="actions" actions={actionsOf(one)} small />] : [])
            ]
          }))}
        />
      </Section>
      {edited !== null && (
        <OrganizationDialog
          organization={edited}
          onClose={() => {
            setEdited(null)
          }}
        />
      )}
      <ConfirmDialog
        open={removed !== null}
        danger
        title={t('organization.removeTitle', { name: removed?.name ?? '' })}
        consequence={t('organization.removeText')}
        confirmLabel={t('organization.remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setRemoved(null)
        }}
        onConfirm={() => {
          if (removed === null) return
          remove.mutate(
            { organization: removed.id },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('organization.removed', { name: removed.name }) })
                setRemoved(null)
              }
            }
          )
        }}
      />
    </Box>
  )
}
