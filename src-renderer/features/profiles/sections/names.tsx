import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProfileContent } from '../../../../src-shared/model/profile.ts'
import { alternativeNameTypes } from '../../../../src-shared/model/subject-entry.ts'
import { ChipsInput } from '../../../ui/form/chips-input.tsx'
import { NumberInput } from '../../../ui/form/number-input.tsx'
import { RowList } from '../../../ui/form/row-list.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'
import { useSourceChoices } from './source-choices.ts'

export function NamesSection(): ReactElement {
  const { t } = useTranslation('profiles')
  const sources = useSourceChoices()
  const rules = useWatch<ProfileContent, 'alternativeNames.rules'>({ name: 'alternativeNames.rules' })
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {t('field.patternHelp')}
      </Typography>
      <RowList
        name="alternativeNames.rules"
        label={t('edit.section.names')}
        addLabel={t('field.addName')}
        blank={{
          type: 'dns',
          source: 'from-request',
          values: [],
          required: false,
          pattern: null,
          max: 100,
          wildcard: false
        }}
        empty={t('field.noName')}
      >
        {(path, index) => (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: '1fr 1fr',
              gap: 2,
              alignItems: 'start',
              pb: 3,
              borderBottom: 1,
              borderColor: 'divider'
            }}
          >
            <SelectInput
              name={`${path}.type`}
              label={t('field.nameKind')}
              choices={alternativeNameTypes.map((value) => ({ value, label: t(`ui:nameType.${value}`) }))}
            />
            <SelectInput name={`${path}.source`} label={t('field.source')} choices={sources} />
            {rules[index]?.source !== 'from-request' && (
              <Box sx={{ gridColumn: '1 / -1' }}>
                <ChipsInput name={`${path}.values`} label={t('field.values')} />
              </Box>
            )}
            {rules[index]?.source !== 'fixed' && (
              <>
                <TextInput name={`${path}.pattern`} label={t('field.pattern')} emptyIsNull mono />
                <NumberInput name={`${path}.max`} label={t('field.max')} />
                <SwitchInput name={`${path}.required`} label={t('field.required')} />
                {rules[index]?.type === 'dns' && <SwitchInput name={`${path}.wildcard`} label={t('field.wildcard')} />}
              </>
            )}
          </Box>
        )}
      </RowList>
      <SelectInput
        name="alternativeNames.others"
        label={t('field.othersNames')}
        choices={(['refuse', 'drop'] as const).map((value) => ({ value, label: t(`others.${value}`) }))}
      />
      <SwitchInput name="alternativeNames.required" label={t('field.namesRequired')} />
      <SwitchInput
        name="alternativeNames.includeCommonName"
        label={t('field.includeCn')}
        help={t('field.includeCnHelp')}
      />
      <SwitchInput name="alternativeNames.singleRegistrableDomain" label={t('field.singleDomain')} />
    </>
  )
}
