import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useCommand, useRead } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { DirectoryFields, EabField, LimitFields, NamesFields, ProfileField } from './service-fields.tsx'
import { EnteredWarnings } from './service-warnings.tsx'
import { inputOf, serviceSchema, valuesOf } from './service-schema.ts'

/** Changes an ACME service; its name stays, because clients have the address. */
export function EditAcmePage(): ReactElement {
  const { t } = useTranslation('acme')
  const id = Number(useParams()['id'])
  const read = useRead('acme.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('edit.one')} error={read.error} retry={() => void read.refetch()} width="form" />
  return <EditForm key={id} service={read.data.service} />
}

function EditForm({ service }: { readonly service: AcmeService }): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const toast = useToast()
  const update = useCommand('acme.update')
  const form = useSchemaForm(serviceSchema, valuesOf(service))
  const back = (): void => {
    void navigate(`/services/acme/${service.id}`)
  }
  return (
    <Page title={t('edit.title', { name: service.name })} lead={t('edit.lead')} width="form">
      <SchemaForm
        form={form}
        error={update.error}
        actions={
          <>
            <Button color="inherit" onClick={back}>
              {t('ui:cancel')}
            </Button>
            <SaveButton busy={update.isPending}>{t('ui:save')}</SaveButton>
          </>
        }
        onSubmit={(values) => {
          const { name: _name, ...changes } = inputOf(values)
          update.mutate(
            { service: service.id, version: service.version, ...changes },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('edit.done', { name: service.name }) })
                back()
              }
            }
          )
        }}
      >
        <Section title={t('step.profile')}>
          <ProfileField />
        </Section>
        <Section title={t('step.eab')}>
          <EabField />
        </Section>
        <Section title={t('step.names')}>
          <NamesFields />
        </Section>
        <Section title={t('edit.directory')}>
          <DirectoryFields />
        </Section>
        <Section title={t('step.limits')}>
          <LimitFields />
        </Section>
        <EnteredWarnings />
      </SchemaForm>
    </Page>
  )
}
