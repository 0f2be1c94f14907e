autocmd BufRead,BufNewFile *.deskql setfiletype deskql
