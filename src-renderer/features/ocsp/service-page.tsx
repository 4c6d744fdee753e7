import Pause from '@mui/icons-material/PauseCircleOutlined'
import Renew from '@mui/icons-material/AutorenewOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { z } from 'zod'
import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import { ocspSettings } from '../../../src-shared/model/ocsp.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView, failureOf } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { OcspFields } from './ocsp-fields.tsx'
import { ResponderFacts } from './responder-facts.tsx'
import { ResponderHistory } from './responder-history.tsx'
import { TrialSection } from './trial-section.tsx'

const schema = z.object({ settings: ocspSettings })

/** How the certificates of one authority are answered for. */
export function OcspPage(): ReactElement {
  const { t } = useTranslation('ocsp')
  const id = Number(useParams()['id'])
  const read = useRead('ocsp.status', { authority: id })
  const service = read.data?.services[0]
  if (service !== undefined) return <LoadedPage key={id} service={service} />
  return (
    <Page title={t('kind')}>
      {read.error !== null && <ErrorView error={read.error} onRetry={() => void read.refetch()} />}
      {read.data === undefined && read.error === null && <Skeleton variant="rounded" height={320} />}
      {read.data !== undefined && <p>{t('none')}</p>}
    </Page>
  )
}

function LoadedPage({ service }: { readonly service: OcspService }): ReactElement {
  const { t } = useTranslation('ocsp')
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const [stopping, setStopping] = useState(false)
  const { mutate: enable } = useCommand('ocsp.enable')
  const { mutate: renew } = useCommand('ocsp.renew')
  const disable = useCommand('ocsp.disable')
  const { authorityId, authorityName, state, settings } = service
  const actions = useMemo<readonly Action[]>(() => {
    if (!mayEdit) return []
    const rollOver: Action = {
      id: 'ocsp.renew',
      label: t('action.renew'),
      icon: Renew,
      run: () => {
        renew(
          { authority: authorityId },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('renewed', { name: authorityName }) })
            },
            onError: (error) => {
              toast({ tone: 'error', text: failureOf(error).message })
            }
          }
        )
      }
    }
    return [
      ...(state === 'enabled' && settings.signer === 'delegated' ? [rollOver] : []),
      state === 'enabled'
        ? {
            id: 'ocsp.disable',
            label: t('action.disable'),
            icon: Pause,
            run: () => {
              setStopping(true)
            }
          }
        : {
            id: 'ocsp.enable',
            label: t('action.enable'),
            icon: Play,
            tone: 'primary' as const,
            run: () => {
              enable(
                { authority: authorityId, settings },
                {
                  onSuccess: () => {
                    toast({ tone: 'success', text: t('new.done', { name: authorityName }) })
                  },
                  onError: (error) => {
                    toast({ tone: 'error', text: failureOf(error).message })
                  }
                }
              )
            }
          }
    ]
  }, [t, mayEdit, state, authorityId, authorityName, settings, enable, renew, toast])
  useActions(actions)
  return (
    <Page
      title={t('title', { name: authorityName })}
      aside={<StateChip kind="service" state={state} />}
      actions={actions}
    >
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start'
        }}
      >
        <Section title={t('answers')} lead={t('answersLead')}>
          <AnswersForm key={service.updatedAt} service={service} />
        </Section>
        <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
          <Section title={t('responder')}>
            <ResponderFacts service={service} />
          </Section>
          {settings.signer === 'delegated' && <ResponderHistory service={service} />}
          <TrialSection service={service} />
        </Box>
      </Box>
      <ConfirmDialog
        open={stopping}
        danger
        title={t('disable.title', { name: authorityName })}
        consequence={t('disable.consequence')}
        confirmLabel={t('action.disable')}
        busy={disable.isPending}
        error={disable.error}
        onClose={() => {
          setStopping(false)
        }}
        onConfirm={() => {
          disable.mutate(
            { authority: authorityId },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('disable.done', { name: authorityName }) })
                setStopping(false)
              }
            }
          )
        }}
      />
    </Page>
  )
}

function AnswersForm({ service }: { readonly service: OcspService }): ReactElement {
  const { t } = useTranslation('ocsp')
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const enable = useCommand('ocsp.enable')
  const form = useSchemaForm(schema, { settings: service.settings })
  return (
    <SchemaForm
      form={form}
      error={enable.error}
      onSubmit={({ settings }) => {
        enable.mutate(
          { authority: service.authorityId, settings },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('saved') })
            }
          }
        )
      }}
    >
      <Box component="fieldset" disabled={!mayEdit} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
        <OcspFields />
      </Box>
      {mayEdit && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <SaveButton busy={enable.isPending}>{t(service.state === 'enabled' ? 'ui:save' : 'saveAndStart')}</SaveButton>
        </Box>
      )}
    </SchemaForm>
  )
}
