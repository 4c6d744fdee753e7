import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import {
  conditionFields,
  type CertificateCondition,
  type CertificateWhere,
  type ConditionField
} from '../../../src-shared/api/certificates.ts'
import { keyAlgorithmIds } from '../../../src-shared/model/algorithm.ts'
import { certificateClass, certificateKind, certificateState } from '../../../src-shared/model/certificate.ts'

const most = 8
const fresh: CertificateCondition = { field: 'name', is: 'contains', value: '' }
const fields = Object.keys(conditionFields) as ConditionField[]

/** Builds conditions: groups of which any holds, each of conditions that all hold. */
export function WhereDialog(props: {
  readonly where: CertificateWhere
  readonly onApply: (where: CertificateWhere) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const [groups, setGroups] = useState<CertificateWhere>(props.where.length === 0 ? [[fresh]] : props.where)
  const whole = groups
    .map((group) => group.filter(({ value }) => value.trim() !== ''))
    .filter((group) => group.length > 0)
  const change = (at: number, group: CertificateCondition[]): void => {
    setGroups(group.length === 0 ? groups.filter((_, index) => index !== at) : groups.with(at, group))
  }
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby="where-title">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onApply(whole)
        }}
      >
        <DialogTitle id="where-title">{t('list.where.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 3 }}>
          <Typography color="textSecondary">{t('list.where.lead')}</Typography>
          {groups.map((group, at) => (
            <Box key={at} sx={{ display: 'grid', gap: 2 }}>
              {at > 0 && <Typography sx={{ fontWeight: 600 }}>{t('list.where.or')}</Typography>}
              {group.map((condition, index) => (
                <ConditionRow
                  key={index}
                  condition={condition}
                  onChange={(next) => {
                    change(at, group.with(index, next))
                  }}
                  onRemove={() => {
                    change(
                      at,
                      group.filter((_, other) => other !== index)
                    )
                  }}
                />
              ))}
              <Box>
                <Button
                  size="small"
                  disabled={group.length >= most}
                  onClick={() => {
                    change(at, [...group, fresh])
                  }}
                >
                  {t('list.where.addCondition')}
                </Button>
              </Box>
            </Box>
          ))}
          <Box>
            <Button
              size="small"
              disabled={groups.length >= most}
              onClick={() => {
                setGroups([...groups, [fresh]])
              }}
            >
              {t('list.where.addGroup')}
            </Button>
          </Box>
        </DialogContent>
        <DialogActions>
          <Button
            color="inherit"
            onClick={() => {
              props.onApply([])
            }}
          >
            {t('list.where.clear')}
          </Button>
          <Button color="inherit" onClick={props.onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={whole.length === 0}>
            {t('list.where.apply')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function ConditionRow(props: {
  readonly condition: CertificateCondition
  readonly onChange: (condition: CertificateCondition) => void
  readonly onRemove: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const { condition, onChange } = props
  const choices = useChoices(condition.field)
  const operators: readonly CertificateCondition['is'][] = conditionFields[condition.field]
  const isDay = condition.field === 'expires' || condition.field === 'issued'
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 2fr auto', gap: 2, alignItems: 'start' }}>
      <TextField
        select
        label={t('list.where.field')}
        value={condition.field}
        onChange={({ target }) => {
          const field = fields.find((one) => one === target.value) ?? 'name'
          onChange({ field, is: conditionFields[field][0], value: '' })
        }}
      >
        {fields.map((field) => (
          <MenuItem key={field} value={field}>
            {t(`list.where.fields.${field}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('list.where.is')}
        value={condition.is}
        onChange={({ target }) => {
          onChange({ ...condition, is: operators.find((one) => one === target.value) ?? condition.is })
        }}
      >
        {operators.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`list.where.operators.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select={choices !== null}
        label={t('list.where.value')}
        value={condition.value}
        {...(isDay ? { helperText: t('list.where.day') } : {})}
        onChange={({ target }) => {
          onChange({ ...condition, value: target.value })
        }}
      >
        {choices?.map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <IconButton aria-label={t('list.where.remove')} onClick={props.onRemove}>
        <Delete fontSize="small" />
      </IconButton>
    </Box>
  )
}

/** @returns the values of a field that has few; null where people type one */
function useChoices(field: ConditionField): readonly { readonly value: string; readonly label: string }[] | null {
  const { t } = useTranslation('certificates')
  if (field === 'state')
    return certificateState.options.map((value) => ({ value, label: t(`ui:state.certificate.${value}`) }))
  if (field === 'kind') return certificateKind.options.map((value) => ({ value, label: t(`list.kind.${value}`) }))
  if (field === 'class') return certificateClass.options.map((value) => ({ value, label: t(`class.${value}`) }))
  if (field === 'key') return keyAlgorithmIds.map((value) => ({ value, label: value }))
  return null
}
