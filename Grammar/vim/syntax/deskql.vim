" Made of Grammar/deskql.ebnf: swift run GenerateGrammar Grammar
if exists('b:current_syntax') | finish | endif
syn case ignore
syn iskeyword 35-39,42-43,45-58,63-126,128-255
syn keyword deskqlOption all ceiling definition desc lastyear percent previous round settings since sql steps tokens tree within
syn keyword deskqlConnector gives of each and or not no if then else total split widen during
syn keyword deskqlFold sum count mean max min first last any
syn keyword deskqlKey user costcenter group location floor type category resource company plan kind source department costcentre cost_center cost_centre cost-center cost-centre
syn match deskqlKey /\<cost\s\+center\>/
syn match deskqlKey /\<cost\s\+centre\>/
syn keyword deskqlClause by where having sort top between with vs in on under as to
syn match deskqlStatement /\%(^\|;\)\s*\zs\%(explain\|why\|expect\|define\|undefine\|set\|list\|show\|describe\|check\|load\|save\|source\|help\|timing\|map\|quit\)\>/
syn match deskqlNumber /\<-\?\d\+\%(\.\d\+\)\?%\?\>/
syn match deskqlTime /\<\%(\d\{4}\|\d[0-9A-Za-z:/+-]*[A-Za-z:/+-][0-9A-Za-z:/+-]*\|\%(last\|next\|cw\|kw\|fy\)\d[0-9A-Za-z:/+-]*\|\%(last\|this\|next\)\%(day\|week\|month\|quarter\|year\)s\?\|\%(today\|yesterday\|tomorrow\|ytd\|qtd\|mtd\)\)\%(\.\.\%(\d\{4}\|\d[0-9A-Za-z:/+-]*[A-Za-z:/+-][0-9A-Za-z:/+-]*\|\%(last\|next\|cw\|kw\|fy\)\d[0-9A-Za-z:/+-]*\|\%(last\|this\|next\)\%(day\|week\|month\|quarter\|year\)s\?\|\%(today\|yesterday\|tomorrow\|ytd\|qtd\|mtd\)\)\)\?\>/
syn match deskqlLabel /\<\k\+:\ze\%(\s\|$\)/
syn region deskqlString start=/"/ skip=/""/ end=/"/ oneline
syn match deskqlComment /\%(^\|\s\)#.*$/
hi def link deskqlStatement Statement
hi def link deskqlClause Keyword
hi def link deskqlKey Type
hi def link deskqlFold Function
hi def link deskqlConnector Operator
hi def link deskqlOption Special
hi def link deskqlTime Constant
hi def link deskqlNumber Number
hi def link deskqlLabel Label
hi def link deskqlString String
hi def link deskqlComment Comment
let b:current_syntax = 'deskql'
