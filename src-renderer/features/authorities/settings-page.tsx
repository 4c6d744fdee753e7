import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate, useParams } from 'react-router'
import { z } from 'zod'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { isKeyAlgorithmId, signatureAlgorithms, signatureChoices } from '../../../src-shared/model/algorithm.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand, useRead } from '../../live.ts'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AddressFields, CrlFields } from './settings-fields.tsx'

const schema = z.object({ name: objectName, settings: authoritySettings })

/** Name and settings of an authority; certificates already issued keep what they carry. */
export function AuthoritySettingsPage(): ReactElement {
  const { t } = useTranslation('authorities')
  const id = Number(useParams()['id'])
  const read = useRead('authority.show', { authority: id })
  if (read.data === undefined)
    return (
      <WaitingPage
        title={t('settings.title', { name: '' })}
        error={read.error}
        retry={() => void read.refetch()}
        width="form"
      />
    )
  // Another version of the row starts the form anew only when nobody is typing: the key is the address.
  return <SettingsForm key={id} authority={read.data.authority} />
}

function SettingsForm({ authority }: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const toast = useToast()
  const update = useCommand('authority.update')
  const [opened] = useState(authority)
  const form = useSchemaForm(schema, { name: opened.name, settings: opened.settings })
  const back = (): void => void navigate(`/authorities/${authority.id}`)
  const choices = isKeyAlgorithmId(authority.keyAlgorithm) ? signatureChoices(authority.keyAlgorithm) : []
  return (
    <Page title={t('settings.title', { name: authority.name })} lead={t('settings.lead')} width="form">
      <SchemaForm
        form={form}
        error={update.error}
        actions={
          <>
            <Button color="inherit" onClick={back}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={update.isPending}>
              {t('settings.save')}
            </Button>
          </>
        }
        onSubmit={({ name, settings: { crl, ...settings } }) => {
          update.mutate(
            {
              authority: authority.id,
              version: opened.version,
              name,
              settings: opened.crlProfile === null ? { ...settings, crl } : settings
            },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('settings.done') })
                back()
              }
            }
          )
        }}
      >
        <Section title={t('settings.general')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <TextInput name="name" label={t('field.name')} help={t('field.nameHelp')} required />
            <TextInput name="settings.description" label={t('field.description')} lines={2} />
            <SelectInput
              name="settings.signatureAlgorithm"
              label={t('field.signature')}
              help={t('field.signatureHelp')}
              emptyIsNull
              choices={[
                { value: '', label: t('field.signatureDefault') },
                ...choices.map((value) => ({ value, label: signatureAlgorithms[value].label }))
              ]}
            />
          </Box>
        </Section>
        <Section title={t('section.addresses')} lead={t('settings.addressesLead')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <AddressFields />
          </Box>
        </Section>
        <Section title={t('settings.caa')} lead={t('settings.caaLead')}>
          <ChipsInput
            name="settings.caaIdentities"
            label={t('settings.caaIdentities')}
            help={t('settings.caaIdentitiesHelp')}
            placeholder="ca.example.com"
          />
        </Section>
        <Section title={t('section.crl')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            {opened.crlProfile === null ? (
              <CrlFields />
            ) : (
              <Box>
                {t('crlField.followed', { name: opened.crlProfile.name })}{' '}
                <Link component={RouterLink} to={`/publication/policy/${authority.id}`}>
                  {t('crlField.policy')}
                </Link>
              </Box>
            )}
          </Box>
        </Section>
      </SchemaForm>
    </Page>
  )
}
