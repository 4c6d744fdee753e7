import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChipsInput } from '../../../ui/form/chips-input.tsx'
import { RowList } from '../../../ui/form/row-list.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'

export function ExtensionsSection(): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <>
      <RowList
        name="customExtensions"
        label={t('field.custom')}
        addLabel={t('field.addExtension')}
        blank={{ oid: '', critical: false, der: '' }}
        empty={t('field.noExtension')}
      >
        {(path) => (
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 180px', gap: 2, alignItems: 'start' }}>
            <TextInput name={`${path}.oid`} label={t('field.oid')} required mono />
            <SwitchInput name={`${path}.critical`} label={t('field.critical')} />
            <Box sx={{ gridColumn: '1 / -1' }}>
              <TextInput
                name={`${path}.der`}
                label={t('field.der')}
                help={t('field.derHelp')}
                required
                mono
                lines={2}
              />
            </Box>
          </Box>
        )}
      </RowList>
      <ChipsInput name="extensionsFromRequest" label={t('field.fromRequest')} help={t('field.fromRequestHelp')} />
    </>
  )
}
