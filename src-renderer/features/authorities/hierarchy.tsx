import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { SimpleTreeView } from '@mui/x-tree-view/SimpleTreeView'
import { TreeItem } from '@mui/x-tree-view/TreeItem'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import type { MenuPlace } from '../../ui/action/row-menu.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { AuthorityRowMenu } from './authority-row-menu.tsx'
import { AuthorityMark } from './authority-mark.tsx'
import { authorityTree, type AuthorityBranch } from './authority-tree.ts'
import { crlStateOf } from './crl-state.ts'

/** Who signed whom, with state, expiry and CRL of each. A click opens the sheet, Enter or double-click the page. */
export function Hierarchy(props: {
  readonly rows: readonly AuthorityRow[]
  readonly openId: number | null
  readonly onPeek: (id: number) => void
  readonly onOpen: (id: number) => void
}): ReactElement {
  const { t } = useTranslation('authorities')
  const branches = useMemo(() => authorityTree(props.rows), [props.rows])
  const [menu, setMenu] = useState<{ readonly row: AuthorityRow; readonly place: MenuPlace } | null>(null)
  const all = useMemo(() => props.rows.map(({ id }) => String(id)), [props.rows])
  return (
    <Paper variant="outlined" sx={{ borderColor: 'divider', overflow: 'auto', flex: 1, containerType: 'inline-size' }}>
      <SimpleTreeView
        aria-label={t('view.tree')}
        defaultExpandedItems={all}
        selectedItems={props.openId === null ? null : String(props.openId)}
        expansionTrigger="iconContainer"
        onItemClick={(_, itemId) => {
          props.onPeek(Number(itemId))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && props.openId !== null) props.onOpen(props.openId)
        }}
        itemChildrenIndentation={28}
        sx={{
          p: 2,
          '& .MuiTreeItem-content': { py: 2, borderRadius: 1.5 },
          '& .MuiTreeItem-label': { minWidth: 0 }
        }}
      >
        {branches.map((branch) => (
          <Branch key={branch.row.id} branch={branch} onOpen={props.onOpen} onMenu={setMenu} />
        ))}
      </SimpleTreeView>
      {menu !== null && (
        <AuthorityRowMenu
          key={`${menu.row.id} ${menu.place.left} ${menu.place.top}`}
          {...menu}
          onClose={() => {
            setMenu(null)
          }}
        />
      )}
    </Paper>
  )
}

function Branch(props: {
  readonly branch: AuthorityBranch
  readonly onOpen: (id: number) => void
  readonly onMenu: (menu: { readonly row: AuthorityRow; readonly place: MenuPlace }) => void
}): ReactElement {
  const { row, below } = props.branch
  return (
    <TreeItem
      itemId={String(row.id)}
      label={<BranchLabel row={row} />}
      onDoubleClick={(event) => {
        event.stopPropagation()
        props.onOpen(row.id)
      }}
      onContextMenu={(event) => {
        event.stopPropagation()
        event.preventDefault()
        const label = event.currentTarget.querySelector('.MuiTreeItem-label')?.getBoundingClientRect()
        const byMouse = event.button === 2 || label === undefined
        props.onMenu({
          row,
          place: byMouse ? { left: event.clientX, top: event.clientY } : { left: label.left, top: label.bottom }
        })
      }}
    >
      {below.map((branch) => (
        <Branch key={branch.row.id} branch={branch} onOpen={props.onOpen} onMenu={props.onMenu} />
      ))}
    </TreeItem>
  )
}

function BranchLabel({ row }: { readonly row: AuthorityRow }): ReactElement {
  const { t } = useTranslation('authorities')
  const outside = row.issuerId === null && row.kind === 'subordinate'
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, minWidth: 0 }}>
      <Box sx={{ flex: 1, minWidth: 120 }}>
        <Typography sx={{ fontWeight: 600 }} noWrap>
          {row.name}
        </Typography>
        <Typography variant="caption" color="text.secondary" noWrap component="div">
          {row.subject}
          {outside && ` · ${t('outsideIssuer', { name: row.issuerName ?? t('unknownIssuer') })}`}
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ width: 88, flex: 'none', ...hiddenBelow(900) }}>
        {row.keyAlgorithm}
      </Typography>
      <Typography variant="body2" component="div" sx={{ width: 190, flex: 'none', ...hiddenBelow(760) }}>
        {row.notAfter === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('noCertificate')}
          </Box>
        ) : (
          <TimeText at={row.notAfter} precision="day" />
        )}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ width: 90, flex: 'none', textAlign: 'right', ...hiddenBelow(620) }}
      >
        {t('activeCount', { count: row.certificates.active })}
      </Typography>
      <Box sx={{ width: 172, flex: 'none', ...hiddenBelow(520) }}>
        <StateChip kind="crl" state={crlStateOf(row.latestCrl, Date.now())} />
      </Box>
      <Box sx={{ width: 164, flex: 'none', ...hiddenBelow(360) }}>
        <AuthorityMark of={row} />
      </Box>
    </Box>
  )
}

/** Leaves a column out where the tree, not the window, is narrower than this, in px: the sheet takes its share. */
function hiddenBelow(width: number): Readonly<Record<string, { readonly display: 'none' }>> {
  return { [`@container (max-width: ${width}px)`]: { display: 'none' } }
}
