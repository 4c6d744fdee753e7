import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ChipsInput } from '../form/chips-input.tsx'
import { TextInput } from '../form/text-input.tsx'

/** What a secret is bound to, as forms hold it. */
export const boundFieldsSchema = z.object({
  names: z.array(z.string().trim().min(1).max(2000)).max(100),
  commonName: z.string().trim().max(64),
  organization: z.string().trim().max(64)
})

/** Names and subject that a secret is for; all may be empty. */
export function BoundFields(props: { readonly subject?: false }): ReactElement {
  const { t } = useTranslation('device-services')
  return (
    <>
      <ChipsInput
        name="names"
        label={t('bound.names')}
        help={t('bound.namesHelp')}
        placeholder="printer-7.example.org"
        free
      />
      {props.subject !== false && (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, alignItems: 'start' }}>
          <TextInput name="commonName" label={t('bound.commonName')} help={t('bound.subjectHelp')} />
          <TextInput name="organization" label={t('bound.organization')} />
        </Box>
      )}
    </>
  )
}
