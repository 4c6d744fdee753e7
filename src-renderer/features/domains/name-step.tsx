import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

/** The name, and whose it is where there are several organizations. */
export function NameStep(props: { readonly problem: string | undefined }): ReactElement {
  const { t } = useTranslation('domains')
  const { data } = useRead('organization.list', {})
  const active = data?.organizations.filter(({ state }) => state === 'active') ?? []
  const [first] = active
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 560 }}>
      <TextInput
        name="name"
        label={t('wizard.name.label')}
        help={t('wizard.name.help')}
        placeholder="example.com"
        problem={props.problem}
        required
        autoFocus
      />
      {active.length > 1 && (
        <SelectInput
          name="organization"
          label={t('wizard.name.organization')}
          help={t('wizard.name.organizationHelp')}
          emptyIsNull
          choices={active.map(({ id, name }) => ({ value: id === first?.id ? '' : String(id), label: name }))}
        />
      )}
    </Box>
  )
}
