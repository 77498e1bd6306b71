// Made by Tests/Tools/make-demo-audio. Do not edit.

/// The library of `psm demo`: invented artists, a second or two of an arpeggio each.
enum DemoAudio {
    static let files: [DemoFile] = [
        DemoFile(
            path: "Ágústa Lind/Ljósaskipti/01 - Ísbláminn.flac",
            title: "Ísbláminn",
            artist: "Ágústa Lind",
            album: "Ljósaskipti",
            durationMilliseconds: 1_400,
            isrc: "",
            base64: """
                ZkxhQwAAACICQAJAAACaAALzAfQA8AAAK8DwjNP6gCm76x9Rpc0STN8WBAAAbwYAAABmZm1wZWcFAAAAEQAA
                AFRJVExFPcONc2Jsw6FtaW5uFAAAAEFSVElTVD3DgWfDunN0YSBMaW5kEgAAAEFMQlVNPUxqw7NzYXNraXB0
                aQkAAABEQVRFPTIwMTYNAAAAVFJBQ0tOVU1CRVI9MYEAAAD/+CQIAMpCATcFtea/PMAEKwACoKZCWUzvwv2J
                cqHEgQoIHKZTzyEkkwyGSYSEM8uWzBDnkmEwkgTJOZTygWks5MkkCQySZhQ0kEplzykkIUMkhkkkkhCpT080
                CZmEkMJhkCZQp+5QT5ThDJJAyTmZnYFzTkockCSTMOZzCfeynIFCSZDJMMwhnP6eBnJJyGEhgEyZllmkGUKc
                JkkwhCTJk5OUOXlPJJAwySSZkyQZS6UmhSGHJMMMhQkJSfnKWBKGTDCYTJCHJnP8MpykkwyEoNr/+CQIAc1C
                GNkdC+a/PMAEABIZMkofLLKFOHJhMJMkkzKTn+eZkyHDDJhkmT5SWU5JkySSSSHDOfLKbLMyZJJkhMk5Oksp
                85mSZDDMkw5Tn0lnmTDDgZJJJMzlPKeeYUMhkKGZJz8sqaTwyTDDDhJmZy/mhZMyTJJMMhTMlP/zzDMkmQwm
                TmZpSnnMhkwzDJMkz8pp5ZTJMJMJCZCkyTyy+eTMMkwwkOEyc/p8yhSHDDMJyKP/+CQIAsRCJeQmZua/LMAg
                GIQhIq88bMZjMxm30UIRBCBBBAQQQQQhBKX+ZmNjMw2bdqEiYhCEMQzGMxGRIltVequ6q6rb5EyIxDEIYhiE
                IjNontVVVXdXUn99m2ZmIQhDEIQxEbIls/6q7q7r3vmqZiMQxDGIZiEZE2lvJerl7q/X23TZmQxCGEYxGNm2
                1s6qql5Vfqt9m2YjGIYhBCEITEybW//uqu7uvW27YiIZjEIZhCMxM0096q6lV1d6vl2zMxEMxjEEYxGRoksW
                qvd1dVX/2TNiEIQhDGMxmZEaSWr1d1V36+IDAYDAYFBoHGpDTLXxEZco4IIMAAAasAkYAFwDXlqZdWKGiV+Q
                zyIogyDfTubrIWKaQOZ2fJ7vt/NAULQP693d5mzzmByyvZDbdj6IEhiEfrzcjRXaiRSR090Gq2e6X+Q5Dv1z
                s1S/eXNzmV+KhmOggCKIghHc1lghtyki7/tT6/cb1IUi3+82us0fv1cFddCWXjiehEEUQz6bzES3dcRFXtot
                ZtV4v8hyHLzo//gkCAPDQiBsG9nmvsvAAgBCmW4x2ckMJCGEMJJT3dzJISQhJIYUL6pXSZMCSEMMkppEjdlJ
                hISEhISYUm7UqZySEkJISYfSO6XJkMISQkMlPS65SSQkISQhJM9S7TJkkJCEhgSZLLYlpTJISEhhgZMpbtlC
                hMMCQhIST/VqczCEkISBkkkvEiWnJMMIQkhISZNtqU8kMCSEgSQknK4kSpkkkhISQkJJzUuPmYSQkgZJJnLI
                75kkhDCEhMhS618zCSBIQhJJClN3qUMkgNIZ//gkCATWQhpLHzHmvsvAAgABJAkkJnZXXyhkkhISEMzSuiaU
                ySEkIYQyYd9b0MMhCQhIYcy7YmlMMkDCEhISZm2kSlOEkhJCQMMzpSJbyZCYEhITAoUluvOQoSQmBhMlOlj9
                DMJCQhJDDhT3WnmEkDAkIYQwy9rSpkhJAwJCSGT+9SwoYQwwJIGTCnupeSEkMCQhIYcLldTTJhIQyEkJORLb
                E0zJIQhgYYSUKW78koQwhISQw52t0yhmEhDAkmHLaV2UMhkDCQwkmhE60iDIdv/4JAgF0Ubpb+/Z9t3+Oeav
                x93KJXOrQHCsM86T5ECfx6m8YhOvVipVOc391HY1xXpf1/3pcVjVJ++dnMoxHoTphG8ep/CBPk6DPK0hmyqU
                TufTSddWvd1+SAvq67SrKjO/scCsnCRxaGmdqH4IE/TxNkvSWda7Ram69BVZZty3zft/XjbtgU58eHk9Azn6
                UpknIewgBAHscpkFM/WenklxfjTlg27eV+3/e9z2ZVlB9bTYpeOwli7No8D+ECfp2GoWhGo4ligFj36MrO0r
                rvmQN93da9dUn6dziNQ2SFK4zzoPoQJ/nmb5hE682Kk05zf5Ulj3Hel/X9elw2PUf65uayjHepPGEcB6H+II
                +DoM0rSEbKnRO69VKV1hr3ffcgL5uq0qyozv6/ArRwkeWhqHafggj8PE2S7JV0rxEqfr0JVlm3Pe8gL9vG3a
                /pv48LJZ9oP0pzJOU9xACBPY4zIKV+M1PJTi/OnbBt2878v+97mszVVaCyribBqPU2KXV4tteK/WBL7XYtRW
                ajkvIzQFjDLundG8iy1/LTJydq4KkgAAj4j+ABKUe7A5+VAapR+vHz6YG7MIa4yxkC7FYprQ8i/Pev978i53
                0DmnEtyaly/hHHih1lMAZSz9oKCwEgbpPNZDsSkLRkLKqX8vZWyGtOk+RhGkThtiOFgMEX4qRBGaRLAR/bqO
                4JJyxmBLuUd9WB/9lm3QVx1iaFuMIXQoD0Lt6qlSfGtrxk7LiYEtpM3XV/ozuyfqGEfIpReDCFqJY5SncCTX
                VDWRICU0vJfyvkbblN9PCcgkjSESKwYIwBWiKNQk2Ug+jTVsyMldMCXkqL/suh97kG8UpyCUFoMIXgpT7MN/
                rNM+irLqkvLaYEuZO3nhb/TTaZ5lyeQnxdDDFwJo7CwdSdV/8sC+ZRS6mBLKSdx1J3shviHMwQIqBfDBFkI4
                3SeaiGY1IWlIaVcvZfyrkPaNI8jCtMnDbEeLAYIvxUiCMsiV8ju7UlxSSsaR//gkCAbYQhTlDHvmvhfABAB6
                WZkkMkMJ56RMpMMJJIcstKeYSSHDCX9PJhJISSZ+zSkmEkkn+pczMMkklKbtDMkkMMOaU5cmQkMJJP0vMoSE
                kmGZ+nnJCSSTMpSkSk5DDCGHOUvJTCYSYZmns5JDCQwydO3JkMhIZJP1NMmQyQmTmlInzhJMDM96UOZDITIU
                9KkuTDJDJMp6bChhkkkmU9LmZJCSGZOlLPkhwkwmfZeFMJCSQzkv4Gq1//gkCAffQtxI4MHmvhfABABJISQk
                wz5dDSTCQyEmX2UyQoSSEwoU4lNMwyEhhkmX80MkkJJhSXdKShkMDIQoULL6FDIZJJJJS7eSTCQkkwuy3mYZ
                JIc/pcyQmEhhMvpcKTDIZCSlNPk5JISSE8pfzJIYTDDlspSwzCGQwz9KeZMIYSSZlOnOSSGFCZ5XocmQhkM5
                pZTySSGGE6Fv4UJMJhJM+2lChhJDJMz78wkhgYGSdLlmZJDIQmSXS2ZkhkJeIv/4JAgI8kolRCZnJUEh5ByE
                FXLmrIXb6iSrq1hp3xxByVE3JC1LXaml35bJ1IicSKIBNlJ1aH78t5Up59xfx4wjISIfkaYSgxbqom19Z5Cp
                jp64jkR2e+ZORKt/cYU5hghIhnx+AkARseYYU/xWWeSX5bMyaTWz+xIoik7MuV5sp7wOhECNmKSN6EICSBER
                zhYjoklWdXaNXJlanIiGxI4hE4Ep1uKEaTvRNzwi3DsBFAkgQEbQTw0T3peytT76y+zxRGIj8/M0Uk1h/Tw/
                sS1iGjIj2hHgkA+AyoiRcW5Qny7AyPzQT66Y/YzXHUH/vqunMTrpc2RuVgYAZGYsW2Tm+dnygUg8C9jSRV5Y
                NZFYdWZTB87kWY8wMceaS4WQY4YEamRuaCiY5A7yIVAZBAAAAbWAfMAEZ9jgYPRDAiaUkZt6JuWkVJ43Q3jB
                EyP0hJFSAjREqETRd6m4kEjv7am54GpObiATCE6K3SVfRWV9IpFdVvvRtIDI9EgkPjMhXJ/VbcyKRX1pRccr
                grOhCJREblLZEzpbW/kchuKrxktiSGh8JRIdmD5Ur/V95IZHeWP/ZoeFx2IxKIDUmZIe1RbyCRSC2p+mDqTm
                4gEgjOyx2mXUNleyKRXVd80bH5ifCMSnxmRrk1uqu6kMivrSj5ZHBUcCMSCI4KmyNlS2l9I5Dc1fjLwIzM/E
                okPDB8rU/a67kUivbGg253ZcdCMSiA1J2SDrUW9/JJBbU/bDzMmNxAJBGdlrtQuoLG9kUiu679o1vjA9EglP
                jQjXpPFZcSGR31pScsbcpOBEJRCclTdGxo7W+kchuavzn4ERkfiQSnhi/WKfll11IpHe2NDvzuiw7EQlEJsU
                M0DWntpBIpBbVPXFyJTUQCQSHZc7ULKCxvJHIruu/atL8vPRGJT81I16PxVXMgkd/a0vPE1KQOfG//gkCAn1
                QgPbD0DmvPzAAgAGEhDCnS4UMISSGFe8kkISSTvfJCSEk/uZISQwn3TOBhJJKUqlwwwhhhTacmSGQzKW5kkh
                IZnUuYSQwzQqXMhISEh5Uj8wJCSHN0uQwhJDOVLySGEkml06EyGGSW2zJCQwyfS5JJCQkz6WcJJCSU3pkkkh
                k9vhkkJCSfeUMkhIFIUiWmZCSQoSmkSzCQkMk225hJISGGWy4ZCEhIcpalDJDCShSvShCSQkn1+SEkhJJ3eS
                SUkc//gkCAr8QiZTJUHmvPzAAgATO6WSSEkMyRL8MMIQwkpSpShkJDJzppmGEhJn2mZIQwky6UyFCGEmbbST
                CGBJJMjdJkJIYSaV0yYQwknpfIYSQyQs0p4SEhITO0pySQwk/bmSSGEyXvDISSGf05JCQkkp7eSSEkwp7END
                AwkMzehYZDAwmW08hISEhJl7SmEhMJKa2kwwkIYU6XChhCSQwr3kkhCSSd75ISQkn9zJCSGE+6ZwMJJJSlUu
                GGEMMKbTkyQyGOsp//gkCAv7RAid/N7xa+YlwMfAGJBZ9xVzNm8NkX8lDbJiqvrVBsfba22WKp35mmZ43xLz
                CG0N4ZcqDzrUj/RUZrnlqre2frD/nBYGxhAyymnN4awuRFmeRpb9XV1Hz/qfq829XiZ1VfoNWgLCCEA0my8g
                Lr67qgBMBiFxm23wjmiikkgkgggA1jcbiFFSSSQkRERJEEmSOJHEjDQoZDISEgYECEMJhSXWgxI9ChMDAhCB
                CQkhkJmlBqqkTlCSKRIhEiIolJIELcccSJjlolCSERIRJAGGUNa1oVlMhIQkgSBCEMDCTNuIYsSpJkkhAkJC
                EhJAzJYOLBKpZmJKJEiQkSRJQT3FjWkeKURJEKFCRAQwOUqRWMI7lCSGBJAIQhCEkJmaQSArEtPMMCMIkQoJ
                FElSg1jilTcSySQoSEkJEkAnz//4JAgM7kIf5Rw95r88wAQATl/NCyZkmSSYZCmZKf/nmGZJMhhMnMzSlPOZ
                DJhmGSZJn5TTyymSYSYSEyFJknll88mYZJhhIcJk5/T5lCkOGGYSZJh5Qp6f8oQwySGSZDmZdLKeYUMkkhJh
                DJJhkqfnkzMyQmEmQycKT/MpMyZMkkJJCYZOF5p5TJTJkkkhkmZPk0tLOZhMJkMJhQyWfKXOcnJhJMJJhkn5
                T+ZzhMMJIYchQyT6Yf/4JAgN6UIKewSx5r87wAYYdKUqFmEwkkMhhhOFOUsrZScyGEkkkhCGTD5denMwoSSQ
                mEkKGSk5ZaXzMMgQySQkyTM5u00p5wkmHCYZPP99AlMmSSQmGQmEzLO5bPJyQ4TDJJkpnDpS+UmGTCSQ4TJM
                5Skif8zIYGEkhkgZJlKVNC55MkkkJhDIckpelpuZmEwgSSTCGE5ly9ImhmcMkkkJJMky0vSlQAMRmbV/TIO1
                Rsw8QAABSwd4AAE8BixAjG9RuaGsfJTP6//t7/J2WawCbWjKcDwfpCkSQpAvNyNBcKJCpPW8Ptev80DQ9C//
                6+XpbzR4rHqlhNh1PggyHIkgn06QVjr/+CQIDuBC7YX0Wua+y8ACABDJCGBDDIYUvWyJwyEkhISTD/VjuTJC
                SEMITCTpu0uSGQMISSGH5GpWmUJISQhhM5pVu5wkkCSEhJOTdqVOTJCSEkJMP13S5kMJCSEMhZ968ySEhCSE
                JJKdvU5hwJIQkJITCykcS0syQkJDCSSSl3UslDCYEhCQkn+rU8KEkISEgZJChStS0oZhhIQkhISYUttZ8khD
                AkgSQkmXSJH5khhISQkJJn3j5mEkgYGSQoUyldpKGSQhhCQmHLpa0P/4JAgP50Lbedng5r7LwAIAL8kkkCQh
                CSQ5TqRNSkMkhCSBJISU0t1+YZJCQkIZnaRdNKEMJIQwhhhnaVtMyQkJCEhhlC9sSlOGSBhCQkJMm7eykkwJ
                JCQMMnNKlvJkJgSEhJJn3XyZJJCYGEnnSx+hwkhIQkhJMKe608wkhCEhCSQyXtb8kJIQhDCQwpKSJUr5MJDC
                EhJJOe44mZCSQhIQkJk+V1NMmEhIYSQky3a6UmQwhDAkkJOalfTMkhISEhhme208nCSEMCSTmWb/+CQIELpc
                BMr9W/YG7xDoveNJ3unbxtoA2abavN044QHl9evi5iGy14YeD6jYiw74wg88kQah9MwTw99oOe/NH+fFJsQS
                CIJBQsmQ0ceJ77UUJBIIgkISCwmTTm2zmLqSJCIQhCCRICFKqCIoixCOiEiEQQiEJRUEYoKCixMMCKCQhCCQ
                UFlo0MUeObmsoSEghIIhIJEl3Hti9upIkIgkEIQkIiVU488cY3RQiEQhCIRCQEJaiDBRWJGIiIRCEIiESVDz
                3jhwyNYoQoRBCCIRFFK/Fntv7pCQhEIgiIREklvbzHcdqKEhCQEwAFEdn1VyHdY4HvbMn0iTCgIJQvpHuBK1
                GwnB8hSfyqf2KtmpU/61xJ5YkcEBAUEDBBbkOsvlzqsV61H7nLJl4kWMmTJcm+Ra00Vypk+fPmSq/64UeVQu
                aMGSxJ1hNPn6lWsV61C5FfcNOOHDwkKCBgkxyCXZdLnz586VfTzTzRQ4eVoyYJkWVktfaFWrYr1KXtPzsk8W
                OCggJHjDSlJotqlUs1rFKl3tgm6+ULmTJkDqi//4JAgRvULdqeLX5r4XwAQASSQkkk5S7zIZCTCc8tlJmEkh
                JJk0t8pMJhMhlCpfKSSSSTJMpfzJDAwyTJf5yYSSTCcpu4UJkJkMJT8QpQmSSSGElLL5SSSSEkMy+ymYZCGG
                GFm7ocwkMhhyl2lChSTCYGTll05kJJMnNKWnCgZJJJMp3pzIYYSSTykQtChkkJJJzTXnDJJIZJT9LMwkhhk5
                QjIl5kkJISSZ28szDIYSZTv84GQmGHKUvTJkJDCWgf/4JAgStEIl8CZA5r4XwAQAQnf0zIZMIZmXyyZJJJJC
                cpSynhhhJIZwiFs0kwhkJJM8v5QwhhDDJyIXpmSGBhITPtvKQmEkk5l6ZwmQkhJmUtlCySSGGTDn9mTITDCZ
                lKXmSTDCGGSWRkSnJhQkJPJu85JDJIZKETIlKSYSEkkzJ3pwwkhIZDOUssyYYSEmGS9L0MkkhJIcNJVLOEwk
                kknCJL84YQwhkwiaES6ckJISTJ5EqSwwmGGE5SlplMwwkkmboIku//iECBP7SOSQ3uHbKdmi2mLlmnu9rEov
                4JAAQQRYiQUFkQ6TLMTZOixIWIkJEll6EYhkaTFEhJCAIYGgRqqkbCYUQiKCxWJbJtdExREASEhIU6JRCzJD
                AkIGECCGQQg2oQQMIQkCGBJJtDGlQ4BgQkAgYFAiY1oiUkiRBYhYWgxIJWmQwvCQkBDRUXMUOFypZplMJUK4
                DZDkig==
                """
        ),
        DemoFile(
            path: "Ágústa Lind/Ljósaskipti/02 - Hægur vindur.flac",
            title: "Hægur vindur",
            artist: "Ágústa Lind",
            album: "Ljósaskipti",
            durationMilliseconds: 1_100,
            isrc: "",
            base64: """
                ZkxhQwAAACICQAJAAACHAAMOAfQA8AAAImD7OEk/pIdUoik5lawAzAzWBAAAcQYAAABmZm1wZWcFAAAAEwAA
                AFRJVExFPUjDpmd1ciB2aW5kdXIUAAAAQVJUSVNUPcOBZ8O6c3RhIExpbmQSAAAAQUxCVU09TGrDs3Nhc2tp
                cHRpCQAAAERBVEU9MjAxNg0AAABUUkFDS05VTUJFUj0ygQAAAP/4JAgAykIBnweY5r6lwAQrgHgTKu++bJvK
                Wek5CHhoGCgQ7S8MkMCCEkySy7IJMyQkwkkkIUpSllOQkhJJhkklh1KRMpCYQJCSGTnyhymZISSTAJklpvmG
                SZJDJJmEumkpySEJDJJQp3CmmUIUJJIQJMKaWdKBmYSSTJOBKdNzhwIYSEhhhzKBZ8w4TCQJDDCnN5ByUJhI
                ZDDAkymyJKGQJISGEOHyQS75JJJCBhJhofcQKlJkJhIYSEMKctLOBJwyEkwlCgb75mEgYSSSZP4JcoZDgYSQ
                Icz++JQH//gkCAHNQt875AHmvqXABAAZJJISTJy9LJThhkkkkyU0u/JMJJJkyTn/TJhJDDCST/pKZkhhDDCG
                ZObuUzMDCQwycppflMkkkwwzNNLnlDMJIZCST/S05hkkkwwzppZSmGSQwkmTM1KXk5JhhJJzOmmzMyGSGQzK
                WVNyhQmQhkhkmctnOSQkkIYTJTPfTMMkkwkyfL008MJDCTDOZpTSmHJJJJk5Sl80JkJmBhIUynyymZJMCSQh
                ws0prAv/+CQIAsRK3dXa+dmt2f3b599V5rCu2aok26yAao9BIaVnbiSjThAg880ohykL7TVZbbdbZTRzWGPJ
                NNPPEHHGFPYlPP1V223W110+5jTiCLMOECDzzSyWsQrtFVll1ttlfvZyoggww8QIPNNKIalPPUV223XW1U+5
                nTHlGnHiDxBpZLiYhXf11XW3W2U091hbiDDTzxB55hZDko16iuy266yun/M5Y4ss84QIPOLKctSufostuuto
                yuj28KcQUaceJPONLJatC/frssuutqr97OGtLLNOEHnnGFvYpPP02WW3W21Uf3jTCSjSNEHiDziymsRrv6q7
                brrbKaeawt5JZp54gQcaUQ1KN/osrtutsso/vOWvJNOPEHiDSymsSSu/psttttsqo7vCnkGGHCBAg40t7koZ
                2mqyy662un/M4a4ow44QIOOMJe1Cefpsrvtusr1BOBcB4CwMgNAqGkM5gUPxV0VaAn6ErAAAKRlcgANeDcQF
                Eu7DrRf2mzWN+1AdZ9FurUeDc0Lmae6N7T9H1PBb0xlUqKEs7S6D5f6f8f1/H8HyXWmNskrFZs456D8H4PQc
                gzVYyS0b6z5Jlgrj3rvjdOzFQfT1rJ2kIyXg4J6j6HcNGVF5VtRTkaEVstveW+V37V1a/TesDYR+ywmxPEfU
                8pti0kFY5D1x+qqVprt3yvPbuudEedx7YncKOZ47B8z2HFMCSBsExU/yoJ8C//gkCAPDQiSPJlnmvdzAAgAE
                IYZpG6mGQkDAmZdrSZCEIQwhlKsfMMCQhCSGXbGZISQkIGE5GvZIYQhhIYWqxOZCEJISFNK1pmEhCEJDD7Vy
                QwgYEhhm1aUmGEISEJmRI2lhIQhIQkmW16GEhCQhIZ6tImYGEISEMLSjfDIEhCQmGareSQkhCEk6ValJDAwh
                IST1iROSQhCQkMlrHckkDAhIGEpYrU5CEISEJMLW6UJISEIQmFpHWUwhJAwMM7XpMJIQhCEM3SKUzCSBDCGF
                N10kkhJCQh5HFIjhhv/4JAgE1kLwhvoK5r3cwAIAYQkCEhJJ4rHSEwMCEhJTEi1mSEJCEkJ5V3wwJAhIGE+q
                uZIGBCQJmaqtmGEDAkJDKV1KQwJIQhJJTrGzhgEhCEhPWtmQwJIEkMLKqVJwJIEhCQzqt5JIQkgYSlt2TISQ
                hJCh4kYmhhCEkCGE7rGRJhIEkIQ5tW+EJIQhIc7WpkkgSEISSdbsySEJAkwpbVShkhIEgSQpscUpMISQJCYT
                bFKcJCQkISSeNieSEhIEhDDtYlOQkgQkhPdqmTCQkISYdW4hhhIQkDJC4Ora//gkCAXRat6m2uPZmtrf3p/k
                mOxk9X//TgkoEmYaaiCrJL8mYCVyIgYcVBTAC8kCCfgn5qsW1vgyc4O4ts45IrC5mAnE6YQiO7KwdG77AYI8
                owTg9VAPZ9/QMU+Coby/SsXiTpcl2V5EtNH4clwK51E8XBhFoSjgTmhA6KhcJJliX5Zku41Lrw+Ylm8RxaGA
                XRPO5YckpeujWeQ5Wl6W5QvFb9c7bIJmEEVxfF8VD8YX1VU/uv32UZdl6U5AsVB1894Lh8FAXhgFgRTSR2BI
                8atdpNlyXZZkW2UrjxWwqHMTBbGEWhLORSakI+amW6R5Zl+WpMutU78bjJJsEYWBgF4UD0WnZNW6HZZBlSX5
                clG9V750dggGM/iqL4wCoIJkf1lQ+a5epRlyX5UkKy0TczXQtHgURdGAWBHNhLYzxe2p3OS5al+WJIt1N5sF
                rKByEoXBgFwTDoVG9FY6Ta5HlaX5ak67VfxyN8jmkRRXGEXhSPhceVBXoFikCU5elyU75YPvV1nswn4VBeGA
                VhCM5DVDaDcaZbzxo/Ten9K6EzRkfD2CEZpWTwo5TqoVMqHTwjNL6btLOW9Ce/LfAouAAALDA3MFTbjlVUG3
                MfJrx43SrmX52JHD5OddgKlLZ1rf+L6fnMXwkzjaXVeJ8W2FnnCeTFUrwZCzFkiHsVzVRvusSQcqpXSTtyjt
                dsySN8TAsBViFMN3Ixq1de0oZYyeu2pOTmnyZwixXCuEkaxDKZd0zcsmZXSmv2ufDgPCXJ/CnFkJw6ScYCio
                G05HStlXIuzf1muQhSHaKAWQpD5LJtIj1V/IKU8sJLW/SO015GG6JMWIqxDmQ8kk0aqvOT8sZP3jVHNyr0Ms
                Q4rRXCVNki1UtqUuGTMrZU39X3mw3eLQ+xSiyE6dpQMZO/2z5GSrlbgjLS/ug4hPHYJwWgpD9LZvoPyV5f8p
                5XyYuKltzqSJNgSgrxWiJMt8JZl1Nd8npYShvSrOlj3iYohxVCyEqb5HLBZUfb8lJXynkHYHtxPXLI9hSixF
                Cd5SstMwARf/+CQIBthCE8IIKua8nsAEAG5wwkJMmlLmEkJkpanJhJITPvOEkJJL6FMkkMM/aZDAwkhZvyQk
                JhlN0mSTCc7lDhIYSTpUoZJDIZ5ekkhhhQ/TMkJDCfueEJJCZ9OYZCSTllQpJCQkP+ySGEknS0phQMhJy2eG
                BhITOl5MkhhhbiUoYQkM99kkwMJm7MwwkhSb00JhIZDl7ChJCSTTqZQwmEyUuMyFAww/ekmEmEpSJSmSEhIZ
                l6cmEhk8qWSSEkwqRv/4JAgH30IjHRxI5ryewAQAHS5hhDCTndIUJJJMr05hJMnpaZDAkkMp2yhJISHTqUKG
                EJIZlspkMhDJm6cmEkkn3mSGQwz5TMhDIZ9LMJISEk5qWSSGQwy3QoSQkDJlKVJkJIYYU0uZMCSSaEd8kJDA
                pOl5JgYST2UphISQw/HmQkhCZ7fJCSSZciShkMJhzbShkJJJO7OQyEhQu/DCQmHLukmQwkn9zJJCSZpeYSYG
                GTdzJJISZ70mQwOSmvJhCYCGhf/4JAgI8mIlqCYVIn0bQhEnBT34xu0S413crdm32srfyugv8xj/XQuzFs3m
                rVzQwi7bd6iwPiaip/mhiYjqeB/LuLhjnxwhKT1TA074zBxLPk0RIi3F0J04SQVa4pq6ZQy5llIexfRhvCXY
                hBXi9FQehTMdPUDa0lpbS2krbFB5/ilKeYpxeCwEKXjhQnosKREsZdYKG66b3esI04ROC7FsJQ0X2lmdVt7y
                ql1Ky+qz6mPepmiPFqLsT5ykmslpStzSflxLORdke7FdstxAiuF4Ko9yrZiZ/lpyTlrLiTFuUPpeEUB4ClF4
                LERBgudAKmLX/BOYc65Ju7UGP8TKIW6xpnTNmLLUUAhtJGqd58o51y7fuuMs4LTgshhrNGdsiXOppGyM9A8H
                2l8TINUXxxXEdiAADEZCYArseSMKSwg76WS9JUakHi7z7Ai8/sdETkIkapwZQ+Wkp1gCUhNU9vjwyEBwTIok
                5CbnZe11wZGB0eFTCjd6YnZmQ+xLCY8OjRpxizLTs3JVcvxEbHxoRIJVZKbnJazx4cGB8dKUKqEL8zOzN33Y
                uLDw8MGWW7UxOTcjSwJCI4PjJ9xStKzk5K19PDw0PjgmSRJSM3OS9vvg0LDw6Ll1XLkzOzMh9iVUSHx0aOOM
                WJWcm5OnnQPjg8OCBFKpJzc7LWt+jYyPDooWSevzM5M3vdSwsOjwubYYuS87NyNHGmIjg+NHnlK0pOVOStbb
                46Njw6JFECMjNTsxc62NCw8PCxhZy7MTs1IUMiYoOD4weaVsyk9NSlTP8+ND42IkEaklNzkxY56NjA8PChYs
                3r8zOzN73QsLDg+MGmWLctPTUlSxoiI4PjQg8nWlJublq2/xwaHhwTKIkZCbnJm35uYGB0fFTSzlyZnJqQoY
                lBQAw0D/+CQICfVCEJwdD+a6qsACABCQMtswhIQzYlhgSGTXTISQwu+GEISS9OEJCSbUzCQhPrMhISS2uEhJ
                CbVMkhDDlUpJJCTUinCSEM2JTDAhMLbkJISZXZhCQMndMISQku2GBJDKWOYSEMusyEISSVrMkCSZSJcJISFM
                UiTISGEqROQkIQyapwkCSFNWmEhJKR6SQkhMr4YEhJCpHQkhCSXEskkJJLXkIYE5EqUJCEJDq5hISBmR6GQJ
                CEnVmEhIZtaGEJJKVzISEgZd0JIEknG8hISSkc6e//gkCAr8Qtmd3GfmuqrAAgAySEhCmvJISBMIliUkhISe
                kSSEMCZ1mSQkPrkhJIShWOSEJAzqzJCQwuJEoSSBkytMJIQ5VIhkhIQytchgSTu0kJJJtZJIQknFshgSQyJb
                JDAknSMsJCEk9cwkhJ46SQkJlx5CQhJluhJCEw3eEhISZaUkJIQzY+SEhC9UwwhJnZSYQhJx0yQhISSx5JCE
                nrSZCQk6/AwgYTbkwgYSUtTDCQkvGkMCQk0jZhhCT2MhhCQmbcwJCQnxlCEkJlryQhJAXVz/+CQIC/tKEm4D
                b/Pf5lPdDtmb5rlyyoohA5aQVR/oItHiDgBJ5NKGSN5Fc2yeNMqux85qwC+xWw6sdYK9MDWS5G6qZLPHm3SM
                6QMIEuiSlG9jxRjRyjdly2NyzJ2E6KVFW/p73J5YzoeUNgZhIn7QJrDdt3xnZ1SB7BjOWBKCz1C8jB/THU4D
                b3bIcA5wZwySMUOlXyUXCQMFBQkJDQ0QIhCCIkVzbbHif9IiIIQQghEEBDxREQREWxKEgiCEEEQhJSY+bNs3
                8pEIhEEIIRESV55sxb30oREIIQQhCEiVezx42+HUSIIgghCIRFIZ5tmb38ohCRBBCCEQiS5tsTZ53qJBEEII
                hCEQkunvHnsfokIQhCCCEJCICxRQRAUFckREEQRBEEQkUn4vG292UiEEIQhCEIiSpxts2LfSRIgiCEEIhAEP
                ERQFBRHjCRCCEEQhESVQntttt2kQiCERAiCQSKk9s8TbdqIiIIQQQiEREq9njzZ2OkRCIEIQRCQkoKiCIiIL
                cJCA1Tr/+CQIDO5CC0gSiea+pcAEAEJhmT/LTMmEyEkOGnS9ymSYSSEMnNLTyThhMkMz/3zhkkkkmZMpvTOZ
                CSEmTJz5ZQzMMkhhM85dLJQkhhCQzPnpvmYSYZJOdKU8ycJkMhkzn6VCmGSGEmGHMif8zDCSEwmFJU6XlJMh
                hJJJztLPOSQkkJJJPm9LmTDIZJM8s5cpJJCYZJmZ8plJmBkJJDJz0vlJMJDISGHClL+cMkhJDIYZhS6aFl9W
                //gkCA3pQuaP7PfmvqXABBhMMJCgUKc0tNOZJMMJJJn/SnChkkhgSSZTSkSUzDJJIYFDnekTnJMMJJJMnkG/
                MmSEkhhhhSlNfmZIYSEzKZpTzJAyQwwkmSyUplMoZJJCSSZlNLcpmQwkJMDP80pyZMJDJDChT35kyGQkMMMm
                lKQfOYYYYSTOXenkwyEkhhJ5eRC04UgSGQkkmTmllKYZDDCQmEzz0ueGEwmQoYgEGhMQicclNKSFC3ubZ+HC
                aRSvVdoLgfmqrPue8LntGqv3wMJuXoUpnHOeJ2msWZBstHLD00/Y9xXddlsVtRHQyupchNGIcR4Hcbxekk20
                +n+3SFe27D0k//gkCA7gQiYhI7HmvdzAAgAEhkuNcyEhIEkJhXY3MIYQgYSZaxInJJCQhISSlW04SQhCQhh9
                UdCmBJCBIZMtqnDCEkISEl1jbDJCBgQzO2PkkgSEJDD6NpYZAkIQwybVZcJCQhCSH1I00MJCEhCQ5qteGEgS
                EhDNqN0JJCEhDCd40syEJIEhJhEokWzJIEhCGT1IsiZJCQhJCcpVSIUDCQIQkITImq2ZCQkCQhOWxIpyEJIS
                QmUq6zhJAkISQy6r5hCEIQkJJa1iZISEhCQmFq7OEkIQkMnxKvBwVf/4ZAgPn/RCAJYKZua9w8AoGZBhwg4w
                hXTbWlklmkmtd5zHHHHCDCHdW+0kzSTS2p+uUQUIOEGFOVRz7Wlmlkkr2+4og4QIKM5yMhK3lknkkrXEIYUZ
                hxxxjnVnpaWaSaS1NnClEGHCBBhTszUreaWS1ObLhwYkydYnZoHa2qK5GOY7AezCaA==
                """
        ),
        DemoFile(
            path: "Nora Vale/Paper Harbour/01 - Lanterns Out.mp3",
            title: "Lanterns Out",
            artist: "Nora Vale",
            album: "Paper Harbour",
            durationMilliseconds: 1_855,
            isrc: "QZPSM2000001",
            base64: """
                SUQzBAAAAAAAe1RJVDIAAAAOAAADTGFudGVybnMgT3V0AFRQRTEAAAALAAADTm9yYSBWYWxlAFRSQ0sAAAAD
                AAADMQBUQUxCAAAADwAAA1BhcGVyIEhhcmJvdXIAVERSQwAAAAYAAAMyMDIwAFRTUkMAAAAOAAADUVpQU00y
                MDAwMDAxAP/zcMAAAAAAAAAAAABJbmZvAAAADwAAAEcAAA80AA8SFhYZHR0gJCcnKi4uMTU4ODw/P0JGSUlN
                UFBUV1tbXmFhZWhobG9zc3Z5eX2AhISHi4uOkpWVmJycn6OmpqqtrbC0tLe7vr7CxcXJzM/P09bW2t3h4eTn
                5+vu8vL1+fn8/wAAAABMYXZmIGxhbWUAAAAAAAAAAAAAAAAkAnYAAAAAAAAPNOXr/EIAAAAAAAAAAAAAAAAA
                //MgxAAIeDLVGUYAAgU5LvwLu7u7YgAwGTB8u9wIAgGEicHw/wQ4Pn+clPD/BxxaSKX5/v/zIsQFCch6pAGa
                KABlWsd0MMaBLcQdhI0XyYdLey3oCgCAP4kHg9wVCXg0JTv1VY9I1MS1//MgxAUJ4EZcAd4AASkgYBoDxgcg
                0GEiDwYK5xBrUDDGCABiDgAjAEADsNNcrrelrvoytP/zIMQECWBOTADHPCG8BITJAw6MzLSQPIvg8YAXzDMA
                VMC0AYFAGo/MFd6W39jFia5C/5j/8yDEBQnARjwAz54lAxnrnJoYKIO5hbCjGTzTmfpB45g0A+BYB0AXBekG
                OViFi68MNbVI//MixAUKOFZEAMewJF3zIgwGwKzBCCsMLWxcxrTjzDBCiMEgDs/2NBS2ygrXp2tS5Ei4gff/
                8yDEBAmgVkQAT7IIZAiGDACAMCOYl0l55ilNmJ6EoYMgHp0sGcOCgkwWXTtalyrtPDFO//MgxAQJWE5gAV4A
                AbsLnuQYF4Ipg+Ckmv6DgYW4SpgvgdmBGASocXEVxMz9dJX916fdV//zIMQFCdBuyAGYEACErvHA41OO9/5L
                PxGl4jDAQFKBgFTsuHznhgP4l6OWPFf6Vf1lqCX/8yLEBAjwVmwB3QAAMUABqYFBSBhNMEhdMoCbPkowMpyK
                MQQAtoYtWh6luWn4lIFTArQlAv/zIMQICBBKLABf9CXhJCmAAAAZgFICMbjWiXn9HBhVWJ1ZFYpV+YRBYwLY
                JHLgorGAAgD/8yDEDggYSiwAX/QlEYBMAmm39JDB+iIYWVhdaQ34yviUgVMDBCPC2SKpgAAAKYBOAoG3//Mg
                xBQIGEosAF/0JQKXyfkkEFVYnVkV6DX/3lVZkZ1UGWRLxGADgBBgFwDKb2ItKHFDYP/zIsQaCIBOKADv9kGh
                5NVp0Vv7Cf/deG5oGgshyMFAOMJw3MLQKOQ2lDBVMHQVCADXu1ii//MgxCAIqFZ0AV0AALk5mpIOhLKhgHbS
                Yhg2Axnc8YGHA0EqQILEwK9w4ZB8wgAA3dEYSP/zIMQkDfiKcAGdKAAxMbhqEIE/gQTF/xcMeZMfJv/7k4w7
                GOv+QFvoaZD/ULWnilUIlqn/8yDEEwyohsgBmEAAMsAIDQxaj8P35UVrB8IA1lAHLCU7icCHH7Ph85BX/0L/
                //1Whrdh//MixAcIeF5wAd0AAAyLrGCYKGAg3mzdcGB4hGIYPAIBkVS0rQVaOc7F+gbmhMAIDJgUBbH/8yDE
                DQdQXjwAB7Qo45egn6dGNDlyFSLrYgD19tX6hAMabZQXPMAEAGjAPQMMz9dA0OjQ//MgxBYIkF44ABf2RExg
                KAQGmOpoqcBXlhX5V6S3KGVl/DACQBcwEQCwNFGO0zsjgx0JA//zIMQaCLheOAAP9igAJCKnUwNVAbb51JXU
                l7EC5ZgCAAsYCyBamqLnjR8J2ZQFGDgKEtL/8yLEHgjoXjQAD/YoESrNWCLF///868ea4nOv4twYPC4ZJEMe
                OQCZCjmYbgGwd90b0c2b1//zIMQiCKhicAFdAADq//9ra7/gr6Rp7TSGIwwAkBpgBVJEsvTwC+KXf8mxzyJ/
                5EEUy5//8yDEJg+pUrgBmogA+XDQ3QQ//y+bpsmmaf8MCAE3t//Lg5BAzUij4s0cryBgLQMAa2MA//MgxA4L
                oKLAAZOgAEyAoEFyjKgs4NYUmNMkl/pF4vfEQlO/Eoi/wawV/+DWtf/////8tf/zIsQGCPBybAHdCAFDAs2m
                0CgSXgYBRCa1SiZnDaYiAuksXiUuiMZpRDXVeURNwFphYAGC//MgxAoH0G5sAAc8SURmZpWaNoPZg8gIAYCV
                DZgrvS21ylWDhTxhy12IBzAQDDCUSzLSTP/zIMQRCGhuZAAAeiA4VmYwED0wBAhFVhzsxqlySt1K8QfdaAhA
                JgYPGYaAaLwSxg8AKgb/8yDEFgfQbmwABzxJAmQ1XU7sPWexqsXpdWHOQQI+ABDBEGzDobDP27zyjHQaKhgI
                CJcJ//MixB0I4GpcAAP6KVK1p/aYWLr//////vanKRgbDzAcCzCJMzw0UzHsMzB0HQ4G5Qyh5Mz/8yDEIQho
                anQBXQgBvf+kdjHD/fhr6h5NbN9Ze0SeuBUWFoQyBoTJoRbpFw0RR+bqQL4l//MgxCYP6LLMAZiYADuXLg+C
                s7wGDkIHix7yjgw8Blt3+J3k3Z1ax+AnGlwoApggBpgIBP/zIMQNCEBKbAHdAAGCWUP+z2M3R8MKQAYOW1dW
                kh6mBYIwo5awhd8wBAEDAjBXMJZJg8f/8yLEEwiISlwAT7oE2AMEAvMAwCSJZ0/sapck1eu4fkwB6AQEggmB
                3CIbORQBhmA8mCCBUf/zIMQYCKhWTABnsCTh4CUgBWM7trG1it1JW+jK05ASA5gwEhl3cBt7BRGEEBGYDYAg
                AyL/8yDEHAh4SlwA755BZFxUTLuNruwudEwCjNFDCMOzGQrDZnETugFXAwmg0BMpF1orPWW1//MgxCEIIEZM
                AMd8Ia8NxdaBZxAwwLD0x5L8015E5cZUxRC4FCQXMWFZvDdNe0qqlacmbv/zIsQnCIhOZAFdAAHHaEwIznTI
                kBHMA8/kw8gSxGg6YYoJIOASdUFANOqEAPP7+CYsEv8N//MgxCwP0LpoAZ44ALE/8mwP/v/0OMf8o4MFHf/z
                CHIqp3Dyr/cFap5JCilrIjI1iBGzaP/zIMQTDXiayAGYMACYFseYgajn/TaHmf+noDEp3eD5U6JcufE751fh
                8u8m7/mrkfx5WcL/8yDEBAiwVnQB3QAAacPAUYCgQx8gAAxFHow3ssxAGMxOCMMAFyGDSqzS8f/nbEDnsjQT
                //MixAgIMFYkAOf0QAlDgEDQBYkAwTGC554wMMkEKztggOUWL/H/7y3Ah7FKlAiL0hQAXID/8yDEDwgQViQA
                5/RADAMgSngzFQh0Sqg2OAJXbvdV/+dsP2euXxQIC9QVAFhUC/MnxnWj//MgxBUIEFYkAOf0QC8EUEKLt0gO
                UWL/Ff/vLb8HrXKTCMvyFgBUQAXxl2E5SZ6AIxKijf/zIMQbCChWJADn9EDeAJXT2Or99qOgugDAQYAAUjCW
                AVMUx7NJbKMWhuMTgaQ0bqpvF6//8yLEIQioVnQBXQAAG+0gEkkkD9ft2H4viNdGWKxhSKcPX7wUKx/CMAsn
                +I4lv/jcnG//uf/zIMQmDvFGzMuYOAKE3M//yaGExA//KBkEAIM//hgQFHBh0+3//rDVvifxoGzy8IAaiTP/
                8yDEEQwworQBmjgAMEWK0Jw6A23x0Rf46NV8FRKd9YaEq/4wkwt/54so8In///yrU1LD//MgxAcIOFp0Ad0A
                ASvIt0YNhoYTg2crskGBgYMggBgCSFTpqPJK+VeYuzjLy4hgCYAiYP/zIMQNCMBeNAAP9igvATRrFBp6fYYG
                Vg4CDEJCX6aBpIXb+dSboJEyQumYAoAEGAygPZr/8yLEEQjAXjQAD/Yo4yV8H8kplgEAg9E9ORPczYMw+V2g
                mYq36IgGAIzAVgEo1N4dhPcEAf/zIMQWCEheOAAP9ihJYOBEvFprAGNhOdX53KGVP01ZJsMAIDAWwCc1UMTK
                PjAwhMCAdOf/8yDEGwhIXjgAD/YoXgouYQEYKv//+vK4kuwv+qYwAAowyHAySFY/ILcx/FUIA6M0zsq7//Mg
                xCAIsGJsAV0AAI3Xzv/C7rv3JfGavRmCvFLygEMlUvGQMSfCmQY25UL5ukkv0S+6av/zIsQkDtjizAGYgACj
                +6BuIAVEvgQYcOKnvh4mXL9f97zIYRX/////5jjHnephgATAwCTA//MgxBAIsGJ4Ad0AAaCkwgLI6hNQx3DQ
                BBM57kw6iCXNc2YCa/ACBJhZex+xPhksKphOC//zIMQUB8hyYAACekUYEAGgCWK16HbWxir8+blENtYUzBgA
                YOLmWLB68+asQsZg5AAFAB7/8yDEGwgAZmQABvwt1GFTt9X+fUFsWKXmAgIGH9+nxNGmSIqGEgLmBIAIAVjN
                dh6zoXX8//MixCIIGHJgAAM6RTupXDDW1MAaAmDCxlayeo4GsCKICg8yYBVi0Cz1m+wq67h+WANo+GD/8yDE
                KQgIamQABvwtSDJidgB5tTRkQK5hKCxgMAKAJYrlRm1sZSAP//6bdhwQwuDEDAhn//MgxC8IKHJgAAM6RUWE
                8cokKF52AbBKWnYRXjwqcGDmBmERpEaNIjSIEeGeGGeGecDPW//zIMQ1D6CesPBmhoXet4Yb1v7b1velIkZK
                WEwCxVPYAygxFkDBnpdVuT3JyoSS7zT10yT/8yLEHQ+wkrAATlIxDR0lWaWaVZW1XFkSVElQokuWOOWOUbHL
                HLLHepN63rW9bYHCRN9GRv/zIMQGCJBOUAAfsAmEwOAfMMJjM4lRuzDNBaMDoB85mBQUwmIv1ZyBlaRhR21y
                IJzAAwz/8yDECgegRmAATvwFhOzwNE2bQAjBhACCAFU6nFh6W2mFqO2wxE8CCNdTAkA6MGMLcxdl//MgxBII
                oEJMAMeeJdQ5fyGjBFA5JAAB8nMwviW1gmAH/ZwoGAABjATBFMFJP4wjkjIA5P/zIsQWCEhGXAA3uAXCIKLi
                qDNdf6WlRirMkNgRZMEjxoBkwzXTjlkIUMOgG8wRwKDw0BKQ//MgxBwIuFZMAH+wJAKxndtVbWPlJK8Gdq2U
                xgPAYGB2IUaAgFZg8AtGBsA8BgHG6qDuPf/zIMQgCLhObAFeAAHLGCrdT8Fjp2DIYrxM7I4JggJlDPP16plq
                d8IgQB/+GQfv/iWOCQP/8yDEJA/5pqwBmjgAn/lhuRG///JjhAxiZv//58mCAYB3/+fAgAAYLxikHwmw4vH0
                kPhh//MixAsIIKKoAY0QAF+GOA/lKG+HWHfWAi3+VJHj3/hMZrVMQU1FMy4xMDBVVVVVVVVVVVU=
                """
        ),
        DemoFile(
            path: "Nora Vale/Paper Harbour/02 - Low Tide Letters.mp3",
            title: "Low Tide Letters",
            artist: "Nora Vale",
            album: "Paper Harbour",
            durationMilliseconds: 1_567,
            isrc: "QZPSM2000002",
            base64: """
                SUQzBAAAAAAAf1RJVDIAAAASAAADTG93IFRpZGUgTGV0dGVycwBUUEUxAAAACwAAA05vcmEgVmFsZQBUUkNL
                AAAAAwAAAzIAVEFMQgAAAA8AAANQYXBlciBIYXJib3VyAFREUkMAAAAGAAADMjAyMABUU1JDAAAADgAAA1Fa
                UFNNMjAwMDAwMgD/83DAAAAAAAAAAAAASW5mbwAAAA8AAAA8AAAM9QASFhYaHh4iIiYqKi4uMjY2Ojo+QkJG
                RkpOTlJSVlpaXl5iZmZqam5ycnZ2en5+goKHi4uPj5OXl5ubn6Ojp6err6+zs7e7u7+/w8fHy8vP09PX19vf
                3+Pj5+vr7+/z9/f7+/8AAAAATGF2ZiBsYW1lAAAAAAAAAAAAAAAAJAONAAAAAAAADPVD9fYLAAAAAAAAAAAA
                AAAAAP/zIMQACAgm0blDAAIAJuW4f93c4EAABAfD8HygIAgGMTh8P4Idb//T7un3dKoKgQVoJkn/8yLEBgpw
                epwBmygAaaZIZwwordIST7glP0CazWnz98/AUAQB/Eg8HuCoS8GhKd+qT1Wakf/zIMQECMhCZAHdAAHGDYlG
                MosGPt9H4qQioiGGIOGBQJlAKmB4Ho1P9LuzVUAIYYHlMAv/8yDEBwpgPkAAx/YFwAQwHgA1MHvEmjRgwO0w
                RMACMBIACjAB4YLzB68wsAfWsSVvVJhj//MgxAQJOD5IAMe0BQwHQBzBWA2MXNE09Qw6jDPAtMDoBwxRgwZ8
                w30HEInULIIUrBhDAP/zIsQGCUA+TADHtAWQHzAuBwMOl4U4pRojCDBNMCYB4xQwx4s0EkSiRewOLnDh45MD
                QWzA//MgxAkJeEI8AM+0BUBAjB19zNJM24wSwqzAoBANAOAWs7xkfmMfk19HROCwQq4wAALzAf/zIMQKCNA+
                SADHsgXQmDCwnPNvIiIwUgWwuAckCApjw0G8XuollXnZQ7LJ0jARHO8tOHH/8yDEDQvwaqQA0kxhTVg0BbWn
                kBM4eCylED6QPpCwsiknIo5CyOVnVSOcitdjdml0YEcZ//MixAQJCFqMAN4MQdmJRkvEeNQD1kIQhaLciY05
                NEkYkayWUmimKopWNW/+KqkNtYUDLOH/8yDEBwfwRmQAx7QhruYHQQBlYoYGK8DobbIazABi66IfpKfAPoZe
                JoqbRVLJcgAHOYpb//MgxA4IMEpcAM+0IbaYQgUJE2PyyB2EWDL1gaQ38KaXSF7mOpRCZTFMLD7KbA7szJXc
                yf/zIMQUB8BKYADHdiAlzAwxOVwoZlVXSaj7sMRPAghnxmCEFEZcakhi9BHHA4G+0AJWpY7/8yLEHAgoRmAA
                z7Qh/LKewH2UxJ6WNEgRnxgBBTmKOsyYRQN4GHHXWBD1LptYtO32FZJZbf/zIMQjB9BGZADHtCEBokEaIMAu
                zo+ih6tOd9ZwVnGUdOBAqJyBlGo5u9Ui3DEcm1AcQWT/8yDEKg2wmqx4TlIlE4CWRzkWke7NbkItbUqllq0l
                3lDwgUAyHzUGVg9knuAwo9iHEFTh//MgxBoOGIqkAMvSZcR+k4ZLHxSoaQqIVnoUnqgQWSSymkkspJjGU1rV
                v6rdJG3IXeg4Yf/zIsQICAhOYADfkkUg5mh8ZpVmH6zwYOwQxYAZQaXi6QhLL6rVxyq00MsqLmmGnhtNAZk6
                //MgxA8IQE5gAN+wQX6YuwO5gbgNGwZdpTVr0O2tjNTcQcNaBecCGDM/QVoPvpnNyQDHh//zIMQVB2hKYADX
                cEER6SoW+hNHYIrSADfxnaRBgoGZUbGTSJh6rSGDgDgQgJplMxgKO1j/8yDEHgfYRmQANvwFerXHKllT+sOB
                gCYqiG+3hnFromNMEaYIYEhyOWiTBZdDtrYSrxu4//MixCUIeE5cAN+wQfokIomYAg2YtkyYuk6d7Kya8k+Y
                hhGCgnbAux1K/Z7Uf1K1hC/hApD/8yDEKwhwSmwBXQAB0ekAa8MBFw81ea9V0DQKI/4OwsT/HoPQlP8pqQL/
                /l83ZNP//LiD//MgxDAPoVK0AZpoAFBA3/58Tg445/+UBOD5qqrGvufcMKSHVPRRL0UDmYCPeNjLxGoohf/z
                IMQYDllasAGaOABADABfmmD346NRr/zRqcSO/+cPKaav/+aOkVA1/6wViwNV/9ZQ1D7/8yLEBQiwWmwB3QAA
                TAMnNBLQTBMGgC4h/Ia5mQNZhgD4kDq7k5mmy2t17eauTnDQoQEAQf/zIMQKB7haYAAGegQgYLYF8AxlgcLi
                UQAmgQYW4EUkd7rUy/xgEAICS/xgcCGIg+an0Rr/8yDEEgigVmQABzwItobZg/gJA4DUWACYrA83WxrU27gG
                BhIdxE5zBIKDI2TzTFE4MGsC//MgxBYImFpkAAd8CDMBIAAvmpozt/5Zb5XlpqImSHDA4EwCBUwHFgw4604o
                fowkEkEgkv/zIsQaCGBaYAAGegQIWfQHPya/xf3rc1DIWA0GkeQECmRhh2H2a2wPhhDAAiQHREVTl1IY//Mg
                xCAIoFpkAN+wYJuptT0AP////71est0uOFKLone5VcCMFfppqWzhKHCBZyiB9KJlSv/zIMQkD5iS5ljDDE3i
                CGRgOUDkDJwycjIXkLTkdkdFtFt067rm/2pCD7S+Kvs8YA8LkLX/8yDEDAgIWqSoxswgaHjg4ACgUQTGkirV
                QkAoUArHf8fVm2UIJzACAOMCMEkwvFZjcsEn//MixBIIsDpUAPZwQTBmAwMBkBEwxTCEM/YXHLAxYClMOgFh
                YCgwCQizBgkEP9n3MNBaMEz/8yDEFwiYPkwA93IhHTJBB0h1oEccIvqqRNEIAs8EgYGAkE+YR9ChrikZmB6D
                ASAJlAYO//MgxBsImD5IAMeyBaTznG8nltK1VKmMWxMAkA4wLATTDnW2OLUTMwdwIhoBlO4CCTIyRP/zIMQf
                CIA6UAD2sEHVLQliDM0hzAFADMAQDIwHhEjQJBNMKsHEOBDHQCTAdAXEYCcD2xD/8yLEJAj4OmwBXgABihgS
                Ub+GA6CtwMA1XAY9FgCDh8BCwAxvuAghAJ7PY56TEv/B2P+Lp//zIMQoDLCKfAGdKADf//9xj/ocYu//olME
                AsBNe1XL5Bhw6zOjNNOmXRR3YzzwDjzJFRX/8yDEHA+wxsQBmEAA/D8ekkiv4ufi+pP/nlw+CqzuJx4Pys7y
                4eB8aHl/5NwEnKaq4LyQ//MgxAQIiEZoAd4AADBcA4MAmAoLRhQJvBUOYwfAFTBWAbRyRuSunpmWz1WMxZ1W
                TI4m8P/zIsQICABKYADHdiAYlCye+86bcAiYs1GdxxhwWkM1mGpTW2jOMNbVIWzNkjEEczt7xTXU//MgxBAH
                cEZkAMd0IW02+k0esBCF3wxT1MwBiUEtEVTIBh2slDKMKBpgwLQkAE4PMTDqSP/zIMQZB/hKYADPtCFazaBZ
                69nUlsWeVmyNILEYnCOfM42BuRMccDMZIwoLSGazDUprbRX/8yDEIAfYSmAAx3Yghx2G7sPMAwFBAYGIQyHZ
                m9msZXmBQamBowmBYGhwJwxDEUH73BGo//MixCcJAEJoAV0AATQSBMKHAtIeRAWmLIAI8Awi/9n0cK/4DAhF
                /C8Gh/+LBY8ef+x5Ip//8yDEKw+ZRrABmlAA//kinlgfd/lw8D4nH//w+Jy7w+qPgwHg++5oRPTqiQcJOuMC
                zo2w//MgxBMNOKKsAZo4AOVMu6b0yW0gjAu/QbDb9B4bJ4NCJ/qPCJX8expX/zpWdEvVt2WUtf/zIMQFCLBO
                bAHdAAHACAxgqGhiSCCi5vD7ZnYYJioD5ggALPned67S2lm5XiD7sgRDCxT/8yDECQeYSmAA13BBMP5OUlP5
                gnN2QMAw+hmkkWTOrIrFKrIANyFhy7hhIeZkuGIR5kLr//MixBEIKEpgADb8Bdxh+A5GAOAeno3eCJupXHXG
                1eo4SzYSATJxo3fQMslsUxRgoTA1AoP/8yDEGAg4RlwA37BBYktsoKzqHQkYrV4g+7IEZwsUML3OYrP5giN2
                wSARAhmkkWTOrIrF//MgxB4HmEpgANdwQTXDkrlcjSoAgHGGAZGGAOGw9sGTxIGJwQGBwBMNXW5dNe0q3KFh
                Hf/zIMQmCHhOdAFdAAFZp3hCIH0gVNbjMSrBOdLIL0UDfDhAEh8eG3Eg0boc/lhuTVHN/Jn/8yLEKw+Y2rwB
                mTgAcoJSvgQIHDip70GiZdfX/e8yQRX//+QMWyBIABAJGAIQGFofGR6mHv/zIMQUCKhWcAHdAAA+h5gOCyAY
                BAU/bWYezsrU2/gCBCVboKXmGAwaf7Jqhh8GDyAuCgP/8yDEGAg4VmQABzwIAOADVwxN/4xn//wmIOCAQW4V
                oJQSYlGZmXnmUpMZsEACCjPV1v3K//MgxB4H+FZ4AVwAAOn6prLubg1iL4BwVQL0KgAxRVYeDTwEQqHX591Q
                sX/aUgs5q/83N//zIsQlDtDewAGTQACaMCT8cUlgKVEPp4iETSR3/0HgqeGjKizytYKqDpX1A0sNFvgqoOrZ
                //MgxBEG4AGUAcAAAORnYllrfLPEtn6aTEFNRTMuMTAwqqqqqqqqqqqqqqqqqqqqqqqqqg==
                """
        ),
        DemoFile(
            path: "Nora Vale/Paper Harbour/03 - Salt in the Wires (Live).mp3",
            title: "Salt in the Wires (Live)",
            artist: "Nora Vale",
            album: "Paper Harbour",
            durationMilliseconds: 2_064,
            isrc: "",
            base64: """
                SUQzBAAAAAAAb1RJVDIAAAAaAAADU2FsdCBpbiB0aGUgV2lyZXMgKExpdmUpAFRQRTEAAAALAAADTm9yYSBW
                YWxlAFRSQ0sAAAADAAADMwBUQUxCAAAADwAAA1BhcGVyIEhhcmJvdXIAVERSQwAAAAYAAAMyMDIwAP/zcMAA
                AAAAAAAAAABJbmZvAAAADwAAAE8AABDWAA0RFBcXGh0gIyMmKSwwMDM2OTw8P0JFRUhLT1JSVVhbXl5hZGdr
                a25xdHR3en2AgIOGio2NkJOWmZmcn6Kipamsr6+ytbi7u77BxcjIy87R0dTX2t3d4OTn6urt8PP29vn8/wAA
                AABMYXZmIGxhbWUAAAAAAAAAAAAAAAAkAzwAAAAAAAAQ1pgemsoAAAAAAAAAAAAAAAAA//MgxAAIkDbVuUMA
                AgAm5bvwHd3d+AAGBgbvB8CAgCAIVg+D4P1Ag7Lh/o3cv4YVAYAkkP/zIsQECcha0lmYEAAIBAIAAABWiWru
                EbV0pcQvVAlY1lxn+gXtNsKAgPLA1xKd9SrdVW1e//MgxAQJsE5oAd4AAa2IwDwMDA/BAMIMX40WQtTAoCdM
                BMARBEYBYATBpG7tm5yWljX1BP/zIMQECUhOTADPuCEtuZQxxumC4CsYu53Z3wjLG7JGZ6NAjDJIAGMvVJaC
                vmrVgxkaGAL/8yDEBQmoUkgA17ggQ5hjRmYZghBgGHvHWbkZmBtgnnpAsHHciDChbUIXIJfX0n2bqo8i//Mi
                xAUJ8E5IAM+4IflQ4gzMAMKwwnI/TbELuMCQA+UVTJoWMMAEIAylrToFv3Qmi0JbOpz/8yDEBQlIRkwAx7gh
                Ewg9JglgSGK8fad4wdRqmpG4D2YjERgQDoBl2uVGQkZVp3IWOXgM//MgxAYIiE5QAMe2IKU9YME0FExQDrDo
                2GDPN8DgVUKCCO7RINklDc0qIAUkkkgAQyQyqf/zIMQKCrB26lgLDC+RdHMK7Il7B6WzgkMJlKJlSmfQHIWQ
                TkVj0k5FJM1uzWp9pHDsSif/8yLEBgnAXpAAxsZFAj3ESAeUARJmD8IAFo0bnQJxKwxIYcVSykkpRLKSSzN7
                rXY5AbMB0P/zIMQHCHBWYADPskBEFRlkmVSYYQGBtdAdiwvou0PIpxNRe+WVLurG/OQO2iNYcUHMhp7/8yDE
                DAhoVlwA33BA6qGJu0GCeTmBYzAj4hImiyKAZixf5cbk3BDd0lB2EYAOOgwrQSjX//MgxBEIAE5kAM+yQZwN
                wEKUHkixSkW+g6X16b85F3UWuHABjoGdkLH8LZhl7ptfygFHcf/zIsQYCLBWWADfckBZBQlHZhL4RO3Rdcrt
                BH2wJTlWAtifWJhYBamusE4YUgBYPKEjU+m1//MgxB0IME5kAM+yQYVOVKkyyW22gAVaS6GgyAYqQMjZjIDC
                KYHCdhAdhARQMEMHEBILAP/zIMQjD7iGuH5GBkDIB8LAMgFgAJyAWGpIBYBlyAWAZBg4b6Gjv/rSISh8UnBd
                2XoamCT/8yDECwqwZrgATlIp41SlAzGkJqWtCsSkShMqw0nhVKBCiqGU0qilNb3e7e7Levji6mtt//MixAcI
                oFpYANewYGI21gwIc1UwxN1oDUUCUMEsBcBcLtqCM4f+kzrbVFZlE0nkqQcFFnz/8yDEDAiIWkwABrwILzDI
                5DoOQAAAWEzFgXBIB8vguR05jdX4KUEYCnMiqYAGZEkb6yYu//MgxBAIkFpUAAa8COvmbBAT5gugMAYClGpz
                I5EabFX5pIBkqmyKIABzASQxaPMLuOUzLP/zIMQUCKBaVAAG/AgPswJQNAIAWns9cjhM9eXzMFlfi401QsCk
                hUYLVmEtTmZVolZgNAj/8yLEGAjwWlAAhvwkQFAVCwACQ7L20kd5//+Pq5aw1uHHDAAg1NMxLF6TTtCdMEYB
                g3hLsP/zIMQcCHhaWADXsGCg7O38l+BNxySD6nOLlEYXgUGCca5y1YKDeckkYCBMBoIgkGB4vv//8yDEIQ8w
                orR4FlhKOUWLFi9evfD/B8HwfBB2UBAEAQDHKAMHw/8uag44IAPjMGAgwFr0//MgxAsLgIqgeB6MTGYxYpDc
                wgUxlczcYODMpVA2tUJn1REiRIkUZBXBUFQWBr4d3cqy2P/zIsQECHBmaAAHsi2z2seIgAQwDYwjAgzUaCEM
                IgAAxqAMAYBbAojNVabt61EnxXwg2IgS//MgxAoImGpkAAd2LQSJZg9ORrBRZhcJhjAgPgY9JpYPnJr94vXV
                2tLpC+bHCsAEaA5MI//zIMQOCFhmaAAHsi3BWNSUFcwiwCTLrL3gkpkMSma1SuX7MRfBhaHAVBMKCUYHzqZz
                0Yb/8yDEEwiYamQAB3YtEIlmLho2AE0gmy+UnvXyFd3KsthTmKvIgDCgEswqALzXmAoMKQBI//MixBcIcGZk
                AAeyLdLQsABY9fUAzVWl7enoaeljCH4wCAhEsATsYpUeYKCQYsDC4GTSSUL/8yDEHQiAamQAB3Yt90htXg+F
                uxAL3s4Y2nUbGx9PFtleo/p6LCoVgRoedgmqsxu7pRUN//MgxCIPiI6kAM6STZAqfJFFXoF5OmBI4KSdJGRy
                J5Ek6OdmzWmrs+yqD1ALDAAUjCwUX//zIMQKCDBKvjgexiRRH7BdNRDDhKGyFKGBghGMJPj/+LIHoqWmjL/N
                ZQTGAUBOYQZlxqP/8yLEEAgYSmAA9sxEYdJkkmc6VGHAKKTEX+CUsRW9L34aepYEHMCIAIwuwaTZzBYNmnQK
                YP/zIMQXB/hKYADHtiEgA1pPrEqtbaypDbWFMy1BlmYEAJRhSn8mqqLgbstnTCwQHsEfuWX/8yDEHggQRlwA
                x7YhvAPqlUGt0WDGACHIUBmIVmzFCHeMaFA4YDQghCwFXs6sWnbdVY2+//MgxCQIWEpYAMe4Ie86GAIAAmBE
                w5Gsx3s0/WKwyxAMWKAwMBBVs+7c9gAKAAkbsVQq/v/zIsQpCFhGaAFdAAEYBAbRwsHjFunNfCw2MTjLBhMd
                4wm4wOHLQk5pSRAaTc0/Te1bkv/R//MgxC8KaEqJQZwQAIXrYFFgu6VBwM1yWRXU70fCEoz/02h5n/pvPgrp
                LnxLO4nWH67eXf/zIMQsDDCWxAGYMADk5r/3IdZxmGX0BICMGiYyeAwEszLPsOfc808QTEwRXY15r1PGaZb/
                8yDEIgiATnAB3AABxrUMkbKn8OHQceOe2MLEQw1sw7zCjAWAZIYcmq06BZ+uEu2JfDjX//MixCcIeE5kANey
                QdMAwsHNqCDkCUwDnM6vkQwvEELKTfZ5BcQldu92yq1pl6lkipQOYnT/8yDELQhwVmQA33BAmZhLCVmmcIcY
                QwDYDsGBUucWLXtC6uZ0kbchU5hBB1w58SRg1BB3//MgxDIIEE5oANewQTPGYcBgCSqqOnEJXSWFqs5iMWFg
                wKAZgeEYCDIaMIKssfnpGZki+f/zIMQ4B9BOaADXcEGGYTkwNqaLCPJ/1ML8/qStw0sAr5B4+XKpzj6rqxma
                DIifg+AACT//8yLEPwjwVmwBXQAAFAOCH+IgkMNP/IHjRj//8aGnkFJkP//zybA+Awv//D4nA58P1ZBlJf/z
                IMRDD8mmvAGYOAD//0MR0B5CJ9L02aNcxuTjjgOA1AQIsADvyEXAtfyIRSf4+HyD4ff/8yDEKg7xErAhmlAA
                /oPjjiYDfwqRCQFZ/zolWdBV//+gdJMZdzbKHGAoKGJZZGmL5HlB//MgxBUIiFpsAd0AABpj0LoYJMSLnK5s
                zU8q+DGQNxXkpiXFATR9QmLaYaa8QIoCC2FgKf/zIMQZB/haWAAGfAhAmyR9JLW3//+PJqMRUCQdMAFMWeNZ
                7MSd8c00g1zBFAoNRUiodpr/8yLEIAi4WlQA17BgHZdi9IKhbqXRb0AAHgkDgEBlmBXheYdwsIVBQJNjgk52
                nuZB96r////zIMQlCJBaTACPsCibVhcRp72rZCxIy+0w3nPTO/DHMDACQylQCKna+/Ev5d0LswRBcSf/8yDE
                KQhoWlgA17BgzQGHupnJT5+qG4GGASAtWBl7/xinwzbtJpWTv5AcSisDuQ3N4mXM//MgxC4IEFpkAAY6CFC8
                YIePcIvQKpPORZ6w8aiMiEgrKFWjaBdKL2F0pY3CoWQjIyMiOv/zIsQ0D2CirADOEoVWLTLVbZq2zZ/VAw2F
                o0XCRppwmSRNwAajP2kSvOctFRKBoiYl2CWq//MgxB4HoFqkQDaeZWXdaljL/NZWGLUmBoSGMjPn/DWGLQHl
                QcCyBqgadTuy6zkqzw7Uhv/zIMQmCEhqaAAHdCzZQj2BBjTvMamuP3HDMcA+MGgmEiqAQprUh+ktgdXVWmjT
                +uUsKXD/8yDEKwhIZmgABnopjAOAjMGsYg0KRlTBjAIHSYLDmnCKau9LbWLDPl2GGVo8AUc0MDGV//MixDAI
                uGpoAAe0LMM+ndYxrD8wbCUWLEDCoteHKewGVd5UsZjTus6QkmBYLGMCgn5ClAL/8yDENQhIZmgABnopLEYO
                B8htArqh2mBlP54oOhsFAZXethfqOCc7pNo8a1zBEI4ZLS8h//MgxDoHoGJsAAdyLWnVL5WkQknQDOIOmyDh
                4YRLESKRGkQI0mf8zwzzw/////Rwofa6+P/zIMRCDziOnChOzDMwZPVPkK2j/DgEa6BdpVFDUZCNmo86CJdI
                p+oBlgJIxSoTJIk0KTX/8yLELA+QkqAA1lJNbKRIJBkqFElRJUqJLlljljznapmAGlpoBcoA4YCoNJgyK7GY
                kPKLZ//zIMQVCDhKWADHtiEL/ZWNIxNRhUmv2COllUEt2WSMoAAIpgxoyGi6K+BI09kmMYAS6S7/8yDEGwgI
                SlwAx7Yhl3ora5Sqs0cIb9ZhMcIBJMM8Zg3NQNTZL81k+MCCUTmUv9Ka21qo//MgxCEH8EpcAMe2If+zhMcs
                obYmBkCIYcpu5u0irHLUJwRkCQNaD7zFepmOmoDaQmmFiP/zIsQoCEBKWADHtiEF6YBwNBgqrDmUGPMCl4Ug
                UiHSLLQoTIr1stV/4bfouAWcAAEmLZHm//MgxC8IWEpYAMe4IVv3Z7clBl+DJkEBhhEEw8CltlcLwAG49fJ9
                IhN0ggjywyBZGU0p4P/zIMQ0CLBGZAFdAAGhCQ9puM1XX2wcgHjT8NiIQ/xoVG47/5MwuON/CIXAj/8oUE5M
                M///8yDEOA9o/rgBmjgA84EQuaAiA0kkkAbk1f7n4hZKEqwYQOMcMKDM21ZVB7Nb79YiQ0Af//MixCEOYNqw
                y5ooAMRHAN+YWG/8pSsJfUFSo3+WIta3/hQeuWr7kahp4yzpgUEYQNgcSBj/8yDEDwiITnQB3QABSMWcRqUZ
                Ih8YRgklk7LWZyNUstXLGtKX2WiFRhFlPY5MIwZs0RBd//MgxBMIGE5oANewQYwdgKTuQt6ps4sWvaFq1XpI
                bawl+YAgcsOA2RiI4B+o0Zi0EgCeoP/zIMQZB/BOaADXcEGOW/kbpLA6xypZU7KtwEDyaXOLRjCdIKNHcd8w
                fwOD00FGTBZdDtr/8yLEIAhoTmQA37BB2E3eFPGHbVsApp7BCfJiSrp9aoxiuCoQxXbuQ/LKcMXC7T070F1D
                Af/zIMQmB2BKbADPcEEBgoFUxoBYxDZc40UoyeEYwmBgeAFdbO5O6dXN9AEAJRrMl7GnHHr/8yDELwiQRnQB
                XQABv4Nmnt3BQOlS/majqA9rD9thNC0BUj1nxFCEH6od41H6F0mr8gYI//MgxDMPUN6cAZpQAJo8vlxAQC/+
                aNIVbjmJ0XJRTqUtpcW8gouKNUxOjqjp1XPrFQU2KP/zIsQcCNhV/AHPAAEvhTwo7xXRSkxBTUUzLjEwMKqq
                qqqqqqqqqqqqqqqqqqqqqqqqqqqq
                """
        ),
        DemoFile(
            path: "深海灯台/夜の波止場/01 - 潮の手紙.m4a",
            title: "潮の手紙",
            artist: "深海灯台",
            album: "夜の波止場",
            durationMilliseconds: 1_646,
            isrc: "QZPSM1800011",
            base64: """
                AAAAHGZ0eXBNNEEgAAACAE00QSBpc29taXNvMgAAAAhmcmVlAAALHm1kYXQBNE+sVNSBzz+fvxx3bzCtyJIk
                hA7e7B9O8N6V23ZuWwXWP3O9bTiuF4J9ZPrJSanY6RfpF+atlLJSaUmjJr5NpYGBgYGBgY2bBgYGRIgY2bNy
                okUsps2blRIpZZZZZZZZZZZZZZZZZcccX4ABOpDaynFkuLJcWS4d/fq7u//Hf79cau//jn9+uL1P7+Pv1xq7
                HS3a7RUJCSoSE5Hv8eQz1AeVDAqFcaFcaFfKhXyoV8tdCh8vlCOKaOwtP3sRjFz0D6UD6UD6UD6UAfT6UCdQ
                czKnnn5vl8ubgAFI74vget7/v9f96l9W01XFaqSSSSQOuupSbP7+/vCf4+DDP7kH/gB33IP/DYHvCB8NhPvC
                B8Nge8IHw2B7wgfGYD30AfDfAUhPk+Bmb/8fj95rj43q12tqpaS5LAAAAABY0AAAAYoh4efcAAGHHh7biABh
                x4e24gAdx4etxAA7jw93EADuHh63AABTh4etwAAYtDw9b8ABPJGyyPFkmMspxZTh7/r1xq7/7eP31ek/p/T4
                4lxPb8dcaux4Fn2lpXNteggoxnsT9Sf8mv+TX/Jrfy/kXDyQwUKLS3ISIfKLXCVBswP6m8Pbqz12euYrdFyy
                kjJ8E0VKhISEhITwAUDvi+A1+fX9c/nrr21NTTTVXaXJJAn35n8hy0aNEOT4+APfQB8ZgM+gDJmAd94Q/8GC
                fcB/4MHfcg/8Nh33hD/w2E+8IHw3wAEKL4vgVWv9f/6vX/5ffjWuNS5EiRJEg+Xyn/hzqNPPPPPPP8p+af5f
                L5ceMUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUXAQ4vkoSxP7f/2PH/3/78a1xLuSRIkiSA
                GBgZnCxa5TZsGlBgYGlBjYMDAwMDAwMDAwNPPzTz8088888888888888888888888888888888888/ABUC+L
                4Cnf59/5444mpLlyRJJJJBvw+yfmk2/wL5xn2p3j7DsNgUm8+0fM3gUhj3DePAdhsLkxjaOweBSRn2jePsJD
                YXJ3jbwBWC+L4Cbm/Xv/mupqS4kkkkkkgf+HfeHM7s7feH4bd0HzDOWRt2ENjQMgdI7YhGYZw+ZMIzDQMhnS
                fbToHwM4fbdhGYcBCi+L4DM3n/x/+3+n/z/LUly5ItJJJB8vlFFFE6sjRRRRRRRRFFFEUUUUUUUUUURRRRRR
                RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRcAEGL4vgZm91/9f+P8f/rqauSXJJJJJJB9HnnnnjvKU888888888
                888x555555555555555555555555555555555555555555555557gAFCT5Lihdd975/t/j8e1a1c01WquJck
                gADFo8eHh+OTEYeHtuAACnHn23EGGHHn23EGHceHxfP7ny+J/T+h/j/B/T+h8v8Hz+58v8HAAUKRmsjxZLiy
                XFkuH/H/VqSb/+PvqaT/H/9r/3+ONXfr/+p/7/XWtWDfNQzKM8IxNJ+RwPwNIflsevRmZWoHOajnYellLzdH
                vBTIYWR8z0fyeN8nh8nh8uZ4ANn4sxRRRRRRcAE474vgbpr1457/b9fj9XF3cta5JJID5PjNBnz++fBjYz+8
                If+Gwn3hD/w2HfeEP/AGf3IP/Bg77kH/gwd0EH/gB33Af+AHdHAA/i+L4G8ysyv/7X9/8f/b64ly5JckkkkC
                Upeeee7z+cJg89peeeeeeY888888888888888888888888888888888888888888888889wBBi+L4FZVVmf/
                h/9P8f/b9dS7uSSSSSSD6UUUUUUUPoMQoooooNQaiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
                iiiiijgBXC+L4Cs/M+Jn2+vPGrkkkSIkQVyYVeF1fdhPv2i42J5FovUyMq8a5MEXqZGVeNci0XqujKvE6Fov
                VdHjXjhItF6ro8a8eAFCL4vgTe//w6/7qL8y5ciJEiIGueZ1BNOc25nMMq3FMhMUD7qGnFMhgmgO6hbim4TT
                QPuoacU3DBMl91DTimygmgfdQ0zgAQQvi+Bnj/6f/h1/+/241d9daoIREQF0SJdMbo6KKKBQKA8888888888
                8888888888888888888888888888888888889peeeeee4AEML4vgPH/1/9P3//hfGr1eriIkRJEH0+hznYl5
                555555nOz6UUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUcATwvk8IXfPf+vHt+t61x
                V8ZPPa1dbi6QRxjx8amwAAMKceHn23cQAAAA6rXDw8+272AAAw6nHjw8PPu7wAAAYYd4w8PD1u7wAAB9xL/H
                AT4vi+Bjx/X7a/z+KX5xwqcbXWsuogT76H3UtmT7+/uRB/4+AYD39/eEB/J8fDYAz+/vDoAHx8fGYAZ/f3IA
                P/HxmAA9/f3hHAEQL5PgE/r//Vv/5/31rV6u5IkiRJACQkJattYUVKlQm7dyCcgkqEhISEhJwJOTTTTTTTTT
                TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTcAQ4vi+AV/X/+z+n/z/5a1rWru0iREiQfT6UGQkiooooNQag1
                Bvo39Po888888888888888888888888888888888888888888888889wAUAvi+BSn/7b/9+o1q5LkkXIlrDu
                v6kaTkT3SrFfVjf1RMrQytDOmrTQrFasVqxv6u6/qQytDK0MNVp6VYrViufuv6u6+tDK0cABYC+L4Cm/HX2/
                Gru5qSSSSSRawrc5zbslGGjniVAhUA5tznNQyZbJlsmXz5Vc6FQIVAhW5zmWyZbJlsJrnytQIVAhUCJ9znNw
                AQYvi+BvMyv/4v+P8f/j8S7u5ckXEkkBKXnnnj+cJnnnnmPMeY888x5555555555jzzzzzzzzzzzzzzzzzzz
                zzzzzzzzzzzzzzzzyeABCi+L4FVm8/9P/p/j/7/vLuXLkSSSSSCiiiiihCDFRRRRRRRQaiiiiiiiiiiiiig1
                FBqKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKOAEML4vgVmVn/1/4/x/+fUvVy5JJIkkkHynnnnnT6sbnnnnV
                PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPwAFML4vgUre9/x8eOvv1epIkRERB
                QrG86Hnb+w1QoViOpDK6tK1YitD3SrFfVEytD1Csb60M6VYrniZXVpWrG+tDDKxXPEzgASovi+ArK3Wft/r/
                j/fjiWkiJCRAqhkzW7viTOx4KM5zLZlagQqhky+eJUCOZbJmoET7mTLeQqAHWyZqBE+5ky+dCoHOZbMvAQAv
                i+BusrMz/8P/p/j/7frq7uSXJJJJIIkRRRRRRYLIwiiiiiiiiiiiiiiiKKKKKKKKKKKKKKKKKKKKKKKKKKKK
                KKKKKKKKKKKKKKLgAQgvi+BVVmU//tf6/4//H41d3JaXEkkg+jzzzzz30P3xkOdjzzzHnnnnnnnnnnnnnnud
                57neeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee4AFWL4vgXxzukz+/39vitW4p1vVWkkg+e8x/D7fa5L7NoHZ8
                44wPD7XXBPz3gYYfYgJPnvAH2+xASfOMAfb7EBJ894B/t9iA7PnwAUovi+BukvnecvvNW87mq1VpdSQJz+/v
                CfJ8fDsJ/j4zGDvv7gP5PhsDP76IQf4+DAZ/fQAf4+GwPf3IA/xmAGf3AD/w2BwAAARpbW9vdgAAAGxtdmhk
                AAAAAAAAAAAAAAAAAAAD6AAABkAAAQAAAQAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAA
                AAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAArV0cmFrAAAAXHRraGQAAAADAAAAAAAA
                AAAAAAABAAAAAAAABkAAAAAAAAAAAAAAAAEBAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABA
                AAAAAAAAAAAAAAAAAAAkZWR0cwAAABxlbHN0AAAAAAAAAAEAAAZAAAAEAAABAAAAAAItbWRpYQAAACBtZGhk
                AAAAAAAAAAAAAAAAAABWIgAAjdBVxAAAAAAALWhkbHIAAAAAAAAAAHNvdW4AAAAAAAAAAAAAAABTb3VuZEhh
                bmRsZXIAAAAB2G1pbmYAAAAQc21oZAAAAAAAAAAAAAAAJGRpbmYAAAAcZHJlZgAAAAAAAAABAAAADHVybCAA
                AAABAAABnHN0YmwAAABqc3RzZAAAAAAAAAABAAAAWm1wNGEAAAAAAAAAAQAAAAAAAAAAAAIAEAAAAABWIgAA
                AAAANmVzZHMAAAAAA4CAgCUAAQAEgICAF0AVAAAAAAA13QAANd0FgICABROIVuUABoCAgAECAAAAIHN0dHMA
                AAAAAAAAAgAAACMAAAQAAAAAAQAAAdAAAAAcc3RzYwAAAAAAAAABAAAAAQAAACQAAAABAAAApHN0c3oAAAAA
                AAAAAAAAACQAAABsAAAAbgAAAEcAAABQAAAAZwAAAEkAAABQAAAAUwAAAEgAAABFAAAATQAAAE4AAABNAAAA
                ZAAAAEkAAABOAAAATgAAAEcAAABHAAAATAAAAE0AAABOAAAASQAAAFAAAABOAAAASgAAAEkAAABNAAAATQAA
                AE4AAABHAAAASAAAAE4AAABPAAAASgAAAEcAAAAUc3RjbwAAAAAAAAABAAAALAAAABpzZ3BkAQAAAHJvbGwA
                AAACAAAAAf//AAAAHHNiZ3AAAAAAcm9sbAAAAAEAAAAkAAAAAQAAAUB1ZHRhAAABOG1ldGEAAAAAAAAAIWhk
                bHIAAAAAAAAAAG1kaXJhcHBsAAAAAAAAAAAAAAABA2lsc3QAAAAkqW5hbQAAABxkYXRhAAAAAQAAAADmva7j
                ga7miYvntJkAAAAkqUFSVAAAABxkYXRhAAAAAQAAAADmt7Hmtbfnga/lj7AAAAAnqWFsYgAAAB9kYXRhAAAA
                AQAAAADlpJzjga7ms6LmraLloLQAAAAgdHJrbgAAABhkYXRhAAAAAAAAAAAAAAABAAAAAAAAABypZGF5AAAA
                FGRhdGEAAAABAAAAADIwMTgAAABQLS0tLQAAABxtZWFuAAAAAGNvbS5hcHBsZS5pVHVuZXMAAAAQbmFtZQAA
                AABJU1JDAAAAHGRhdGEAAAABAAAAAFFaUFNNMTgwMDAxMQAAAAhmcmVl
                """
        ),
        DemoFile(
            path: "深海灯台/夜の波止場/02 - 灯りの向こう.m4a",
            title: "灯りの向こう",
            artist: "深海灯台",
            album: "夜の波止場",
            durationMilliseconds: 1_346,
            isrc: "",
            base64: """
                AAAAHGZ0eXBNNEEgAAACAE00QSBpc29taXNvMgAAAAhmcmVlAAAJem1kYXQBQk+s0KR6+Hrx4489Z7VqPHnm
                LRIWDmdMGguat+8S7tj73770v7dhoMGhlZtUyVwc7JtqM6a1a0rWlNnTZzMZmMDA31b6sDAxs2DAwMiBjZs2
                DIkSKWU2bllRIpZZZZZZVSy4yyyyyyyy4yq4AT6Q2sjxRLiyXFlOH2/2+L41r/+34/z541d//T1/n241d/9v
                z/p51q7A/6WMdkYx2EO5A9LC2wAzIaGc2tny1vfL6PfL6PD5fL6aysvG7pM8AIwIMiU9EOeIfSIfSIgPpzsO
                TyKNgwMDAwMDcAE074vgP08d+Pn7/Xt981eppxWl2uXLsPmS66mo2Zvd7+8I+Mxh76CGRtsZ4SGTMBn0EMmY
                D39wMmYD39wMmYBPuBkzGHv7gcABQE+T4EfPjx+n18de3E4Xcta7SS5YDz9kAgRis+fbgADDxh7b2ADD2h7b
                2ADDxh7vAAMOPD1uIAFOPD1uIAFOHh63EADDjw9twAAYfgFOkbHSayPFlOLKcN/588au//j7f7aiX8/9vi71
                Un9//z88auxX1r+zfIISyZmyJTXQY5dBgm6DBN1wYGCTgnsTP6FFKAYEL6zWazWaw/ls9a5QZJXrx6aYqHRS
                2QYGBgYGBuABOO+L4B33znv/H/rJ7au7ly5ckuSWE+5P/Hx8Pm+Pj4bbHv7wjJ8Nh3RCD/DYd9yB/jMB7wg/
                wYD30A/w2B76APjMAv3A+PgcAQQvi0hWVmPn/++/9f/K+tXLu5JcuXIB5555551LZnnmPPPPPPPB5jzzzzzz
                zzzweeeeeY888888wqJuhIkJCZgkJOTTTTTTTTTTTTL4AQwvk+AVVfn/+p3/6/+98al3JJJJJEgCQkJCQkJx
                tUoJCZgmYJOHFnJgk4EnAk4EnAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCWgkJCQkJCQlKEhITwE+
                T5PCFL8eOef05/5+8vU1LktcXJJAHh64BAAAWKbWAABh4w9t4ABh4w9t7ABh4w93gAGHjD3cQAKceHrcQAKc
                eHreAAU8YfF8/6HAAUSQ2opxZHiyXFkuH9Px5rg/H/9z/mvOSf6f/1f/X6641fr/+//+Pt1rVhvvx8/AAMB5
                97RB7Smgp1tZow8x4jmfxMJl/gDzsxg8bnM+BNC2YjUEqglUEqiJVFBBQo6U1KY888889wE274vgbdeqPt/X
                x/j4+84cVxV2lySQJzwk/8fCXUs+BmA9/chk+AM/uBk+DBPvoB/hsJ9yB/hsJ94Qf4bCfeEH+GwPfQB8N8AB
                Pi+AKGsqTf/rvneTf/4fP/v/iSXEkiSJAeAZYMDEaRPACvEPyKPlUcAU4wsGFgy8GBgYGBl4MLBgYGBgYGBg
                YGBl4MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM4BPE+Kgra5xfv3z6+3+f5nmuq4rjLtJJcG8x/t
                tTJ2fOQ20FJ8zDD7ASfMww+xM/+In9MyX+Pif0zH+NB/TMf40G37n+Pif0+5wAEmkZqI8WS4slxZTh//c/51
                xds/+n36uXf+3//L/T9/OtXP/6f+Pv1rVg6TDwlp9HhhuTNhoPzOAfhX6TUAPq1z5VbnOaSqjDxtgoHX6wtC
                CMa7WZn0oZ9DM+lDB9PoYdu28YYySJEgYGJcASzvi+Bkrmr73j/6/z9/ji9Xcu5LlyWE+8J8nwZPv7+4TCPc
                oR8fDYd94Q/8Nh33hB/hsD3hB/hsD3hA+MwHvoA+MwDvuBk+BwD8L4vgZVZVVlV//gf/79au7kuXJLkg10UU
                UUUUUUUBZhRRRRRRRRRRRRRRQaiiiigUUUUUUUUUUUUUCiiiiiiiiiiiiiiiiiiijgEyT4vgTjxupnPO//j7
                /7a8zU01JLkuQfa4k9nzjP4fb7A5h9vttCfnvA+1wT84wf7bQPnGB9iCfnGD/Ygn5mGH2uCfnGD/a4J+ZhwB
                OJGlCKK2S4spxZHh/9P9P388Xqv/63+n6+eL0//qfvNWn+P/p15kuDnqXtlSJlCnqFPUTvUTvPUUTjMP1KEe
                NrWREXEfIcR8uIBOXLouHVSMB8DB8RbNQcBtEJO5vcbxMSLxPI9eA4ABOu+L4FeO/Hr7fX1583fF6ly12uS5
                ID5k587tRs2Y2f3hD/w2HfeEH+Gwn3hA+GwPeED4zAe+gDJmA9/cDJ8AZ/cB/4Ad9xwBDC+L4GZnP/9n+38/
                /n+Kly5LSSSJJA4xRRRHQYyIoooooiiiiiiKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKIu
                AQwvi+BvMz/+l+3/X/8fZLuXJIkkkSQfI889R2GbPPOqeeeedU8888888888888888888888888888888888
                88888888888888888/ABTC+LoiEfp/T9X6y+PjF9baV1uNUg+32+32uOzC75/P5m3gwP9vtt2gSSfP5xxgH+
                322ghJJ8/nvAA+32u2gSfP5/OMFP6f0+4f44ATwvi+BzvnO+/tf+nn4xr25avJdaq6iBLud3P7vnhhIP/Hx8
                GzAOu+/vDoAfyfHw2AM/v7wwgH+Pj4+ABn9/eEAH+Pj4AA9/f3hHAQ4vk+Aqqr3//q9/+v/nfGru5JJJJIkA
                MDAwMDG4LFrBjajajajagaUGBgY2DGwYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGJAwMDAwMDAw
                MDAwNwD8L4vgc7qq/T/+p3/6/+s6vWruXLu5epKBCEd37/a0mN++RfuKIRFFFFFFFEUUURRRFFFFFFFFEUUU
                QiiiiQSp1Tzzzzzzqnnnnnnn4AEkL4vgY3nOf/2X/rq+NSSIkIkQdy50rOhNxGnGI6omVoZXVp6VYrViufuv
                6u5laGVoZ01aaFYrVitWN/V3X9SGVoZXVp6atPABQC+L4Fbze9/nK19edXJEiQhYK532kvqToTrbCjIVuZzL
                ZMtky+eJqBCoEKgc5tzky2TLZMvnytQIVAhUCObc5zbmTLZMvgDyL5PgZlb53z6//ufp/7//n1Lly5d2KpQv
                XrL0ECRIkgUp1PNMemDAwMbDAwMLBgYGXgwMvBgY2GHppppppppppppppppppppppppppppppppuAVQvi+BS
                qqqz7Z+vXGpJIu4kloPlPPPPPPPOdt4PB5n75cooooooooooiiiiiii+U888888888888886h+v1RRRRRRRR
                RRRRRRwAAAQDbW9vdgAAAGxtdmhkAAAAAAAAAAAAAAAAAAAD6AAABRQAAQAAAQAAAAAAAAAAAAAAAAEAAAAA
                AAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAApl0
                cmFrAAAAXHRraGQAAAADAAAAAAAAAAAAAAABAAAAAAAABRQAAAAAAAAAAAAAAAEBAAAAAAEAAAAAAAAAAAAA
                AAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAkZWR0cwAAABxlbHN0AAAAAAAAAAEAAAUUAAAE
                AAABAAAAAAIRbWRpYQAAACBtZGhkAAAAAAAAAAAAAAAAAABWIgAAc/lVxAAAAAAALWhkbHIAAAAAAAAAAHNv
                dW4AAAAAAAAAAAAAAABTb3VuZEhhbmRsZXIAAAABvG1pbmYAAAAQc21oZAAAAAAAAAAAAAAAJGRpbmYAAAAc
                ZHJlZgAAAAAAAAABAAAADHVybCAAAAABAAABgHN0YmwAAABqc3RzZAAAAAAAAAABAAAAWm1wNGEAAAAAAAAA
                AQAAAAAAAAAAAAIAEAAAAABWIgAAAAAANmVzZHMAAAAAA4CAgCUAAQAEgICAF0AVAAAAAAA4HgAAOB4FgICA
                BROIVuUABoCAgAECAAAAIHN0dHMAAAAAAAAAAgAAABwAAAQAAAAAAQAAA/kAAAAcc3RzYwAAAAAAAAABAAAA
                AQAAAB0AAAABAAAAiHN0c3oAAAAAAAAAAAAAAB0AAABtAAAAbQAAAEkAAABNAAAAZAAAAEkAAABOAAAAWwAA
                AE0AAABnAAAASQAAAGMAAABKAAAAawAAAEkAAABLAAAATAAAAGkAAABIAAAATAAAAE0AAABMAAAASwAAAFsA
                AABOAAAASQAAAEcAAABTAAAASgAAABRzdGNvAAAAAAAAAAEAAAAsAAAAGnNncGQBAAAAcm9sbAAAAAIAAAAB
                //8AAAAcc2JncAAAAAByb2xsAAAAAQAAAB0AAAABAAAA9nVkdGEAAADubWV0YQAAAAAAAAAhaGRscgAAAAAA
                AAAAbWRpcmFwcGwAAAAAAAAAAAAAAAC5aWxzdAAAACqpbmFtAAAAImRhdGEAAAABAAAAAOeBr+OCiuOBruWQ
                keOBk+OBhgAAACSpQVJUAAAAHGRhdGEAAAABAAAAAOa3sea1t+eBr+WPsAAAACepYWxiAAAAH2RhdGEAAAAB
                AAAAAOWknOOBruazouatouWgtAAAACB0cmtuAAAAGGRhdGEAAAAAAAAAAAAAAAIAAAAAAAAAHKlkYXkAAAAU
                ZGF0YQAAAAEAAAAAMjAxOAAAAAhmcmVl
                """
        ),
        DemoFile(
            path: "Зимний Берег/Тихие поезда/01 - Последний трамвай.ogg",
            title: "Последний трамвай",
            artist: "Зимний Берег",
            album: "Тихие поезда",
            durationMilliseconds: 1_700,
            isrc: "",
            base64: """
                T2dnUwACAAAAAAAAAAAAAAAAAAAAAHp7n70BHgF2b3JiaXMAAAAAAUAfAAD/////gD4AAP////+ZAU9nZ1MA
                AAAAAAAAAAAAAAAAAAEAAAAt76vFC7z///////////+1A3ZvcmJpcwYAAABmZm1wZWcGAAAAFgAAAGVuY29k
                ZXI9TGF2YyBsaWJ2b3JiaXMnAAAAVElUTEU90J/QvtGB0LvQtdC00L3QuNC5INGC0YDQsNC80LLQsNC5HgAA
                AEFSVElTVD3Ql9C40LzQvdC40Lkg0JHQtdGA0LXQsx0AAABBTEJVTT3QotC40YXQuNC1INC/0L7QtdC30LTQ
                sAkAAABEQVRFPTIwMTENAAAAVFJBQ0tOVU1CRVI9MQEFdm9yYmlzEkJDVgEAAAEADFIUISUZU0pjCJVSUikF
                HWNQW0cdY9Q5RiFkEFOISRmle08qlVhKyBFSWClFHVNMU0mVUpYpRR1jFFNIIVPWMWWhcxRLhkkJJWxNrnQW
                S+iZY5YxRh1jzlpKnWPWMUUdY1JSSaFzGDpmJWQUOkbF6GJ8MDqVokIovsfeUukthYpbir3XGlPrLYQYS2nB
                CGFz7bXV3EpqxRhjjDHGxeJTKILQkFUAAAEAAEAEAUJDVgEACgAAwlAMRVGA0JBVAEAGAIAAFEVxFMdxHEeS
                JMsCQkNWAQBAAAACAAAojuEokiNJkmRZlmVZlqZ5lqi5qi/7ri7rru3qug6EhqwEAMgAABiGIYfeScyQU5BJ
                JilVzDkIofUOOeUUZNJSxphijFHOkFMMMQUxhtAphRDUTjmlDCIIQ0idZM4gSz3o4GLnOBAasiIAiAIAAIxB
                jCHGkHMMSgYhco5JyCBEzjkpnZRMSiittJZJCS2V1iLnnJROSialtBZSy6SU1kIrBQAABDgAAARYCIWGrAgA
                ogAAEIOQUkgpxJRiTjGHlFKOKceQUsw5xZhyjDHoIFTMMcgchEgpxRhzTjnmIGQMKuYchAwyAQAAAQ4AAAEW
                QqEhKwKAOAEAgyRpmqVpomhpmih6pqiqoiiqquV5pumZpqp6oqmqpqq6rqmqrmx5nml6pqiqnimqqqmqrmuq
                quuKqmrLpqvatumqtuzKsm67sqzbnqrKtqm6sm6qrm27smzrrizbuuR5quqZput6pum6quvasuq6su2ZpuuK
                qivbpuvKsuvKtq3Ksq5rpum6oqvarqm6su3Krm27sqz7puvqturKuq7Ksu7btq77sq0Lu+i6tq7Krq6rsqzr
                si3rtmzbQsnzVNUzTdf1TNN1Vde1bdV1bVszTdc1XVeWRdV1ZdWVdV11ZVv3TNN1TVeVZdNVZVmVZd12ZVeX
                Rde1bVWWfV11ZV+Xbd33ZVnXfdN1dVuVZdtXZVn3ZV33hVm3fd1TVVs3XVfXTdfVfVvXfWG2bd8XXVfXVdnW
                hVWWdd/WfWWYdZ0wuq6uq7bs66os676u68Yw67owrLpt/K6tC8Or68ax676u3L6Patu+8Oq2Mby6bhy7sBu/
                7fvGsamqbZuuq+umK+u6bOu+b+u6cYyuq+uqLPu66sq+b+u68Ou+Lwyj6+q6Ksu6sNqyr8u6Lgy7rhvDatvC
                7tq6cMyyLgy37yvHrwtD1baF4dV1o6vbxm8Lw9I3dr4AAIABBwCAABPKQKEhKwKAOAEABiEIFWMQKsYghBBS
                CiGkVDEGIWMOSsYclBBKSSGU0irGIGSOScgckxBKaKmU0EoopaVQSkuhlNZSai2m1FoMobQUSmmtlNJaaim2
                1FJsFWMQMuekZI5JKKW0VkppKXNMSsagpA5CKqWk0kpJrWXOScmgo9I5SKmk0lJJqbVQSmuhlNZKSrGl0kpt
                rcUaSmktpNJaSam11FJtrbVaI8YgZIxByZyTUkpJqZTSWuaclA46KpmDkkopqZWSUqyYk9JBKCWDjEpJpbWS
                SiuhlNZKSrGFUlprrdWYUks1lJJaSanFUEprrbUaUys1hVBSC6W0FkpprbVWa2ottlBCa6GkFksqMbUWY22t
                xRhKaa2kElspqcUWW42ttVhTSzWWkmJsrdXYSi051lprSi3W0lKMrbWYW0y5xVhrDSW0FkpprZTSWkqtxdZa
                raGU1koqsZWSWmyt1dhajDWU0mIpKbWQSmyttVhbbDWmlmJssdVYUosxxlhzS7XVlFqLrbVYSys1xhhrbjXl
                UgAAwIADAECACWWg0JCVAEAUAABgDGOMQWgUcsw5KY1SzjknJXMOQggpZc5BCCGlzjkIpbTUOQehlJRCKSml
                FFsoJaXWWiwAAKDAAQAgwAZNicUBCg1ZCQBEAQAgxijFGITGIKUYg9AYoxRjECqlGHMOQqUUY85ByBhzzkEp
                GWPOQSclhBBCKaWEEEIopZQCAAAKHAAAAmzQlFgcoNCQFQFAFAAAYAxiDDGGIHRSOikRhExKJ6WREloLKWWW
                Soolxsxaia3E2EgJrYXWMmslxtJiRq3EWGIqAADswAEA7MBCKDRkJQCQBwBAGKMUY845ZxBizDkIITQIMeYc
                hBAqxpxzDkIIFWPOOQchhM455yCEEELnnHMQQgihgxBCCKWU0kEIIYRSSukghBBCKaV0EEIIoZRSCgAAKnAA
                AAiwUWRzgpGgQkNWAgB5AACAMUo5JyWlRinGIKQUW6MUYxBSaq1iDEJKrcVYMQYhpdZi7CCk1FqMtXYQUmot
                xlpDSq3FWGvOIaXWYqw119RajLXm3HtqLcZac865AADcBQcAsAMbRTYnGAkqNGQlAJAHAEAgpBRjjDmHlGKM
                MeecQ0oxxphzzinGGHPOOecUY4w555xzjDHnnHPOOcaYc84555xzzjnnoIOQOeecc9BB6JxzzjkIIXTOOecc
                hBAKAAAqcAAACLBRZHOCkaBCQ1YCAOEAAIAxlFJKKaWUUkqoo5RSSimllFICIaWUUkoppZRSSimllFJKKaWU
                UkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkop
                pZRSSimllFJKKaWUUkoppZRSSimllFJKKZVSSimllFJKKaWUUkoppQAg3woHAP8HG2dYSTorHA0uNGQlABAO
                AAAYwxiEjDknJaWGMQildE5KSSU1jEEopXMSUkopg9BaaqWk0lJKGYSUYgshlZRaCqW0VmspqbWUUigpxRpL
                Sqml1jLnJKSSWkuttpg5B6Wk1lpqrcUQQkqxtdZSa7F1UlJJrbXWWm0tpJRaay3G1mJsJaWWWmupxdZaTKm1
                FltLLcbWYkutxdhiizHGGgsA4G5wAIBIsHGGlaSzwtHgQkNWAgAhAQAEMko555yDEEIIIVKKMeeggxBCCCFE
                SjHmnIMQQgghhIwx5yCEEEIIoZSQMeYchBBCCCGEUjrnIIRQSgmllFJK5xyEEEIIpZRSSgkhhBBCKKWUUkop
                IYQQSimllFJKKSWEEEIopZRSSimlhBBCKKWUUkoppZQQQiillFJKKaWUEkIIoZRSSimllFJCCKWUUkoppZRS
                SighhFJKKaWUUkoJJZRSSimllFJKKSGUUkoppZRSSimlAACAAwcAgAAj6CSjyiJsNOHCAxAAAAACAAJMAIEB
                goJRCAKEEQgAAAAAAAgA+AAASAqAiIho5gwOEBIUFhgaHB4gIiQAAAAAAAAAAAAAAAAET2dnUwAAAB8AAAAA
                AAAAAAAAAgAAANd2uJQgJRQSExQSSisQDxARNz8PEA8QHUkREhEREiUUEhMUEkqamjGkXgHwCwAEFSmkkEIK
                dUn/JkBjmiZc13Vd13Vd13WfPn0KqppR/Ms8AAAAALCPCQAAuHndWACqmhkzJl4BMK0EAAAAQH0VSwCqmhkz
                Jl4B6H9ZAgAAAOCUXpIAqppR/Ms8AAAAANDvAgAAcO7fIQCqmhkzJl4BcKcCAAAAAP2SFQCmInsxBfigUKnd
                UaKah2o+td55ftUUGgR6wTZ2fKHHF3rcQhzNfzT/0fyb/Jvopv1r/9q/9q/9a/9an9an9Wl9Wp/Wp/VpfVov
                AKqdGfNTvAIADwQqFawMkXXNFQdmBUEIIYQQCFJUREVUREVUREW0R+1ccgCynDUweQUAngQAAAAATisGspw1
                MHkDFgAAAACAk/8UrpyZ3SoEjAAAAAAA6ro1Aa6cmd0qBIwCAAAAAAz9zQQArp5ujgIwplGpIYQQQgghhBB2
                jT7433W22+12+////3/GkADARkZGu9PpdDqdTqfT6XQ6nU6HAKZhD59rLACoVKrWWrpkjAoAADD56EDjfiWb
                UlUejcfj8Xg8Ho/H4/F4PB6Px+PxeDwej8fj8Xg8Ho/HIhgYAK7i26xEMQIAAHjYAAAAAK7i26xEkgsAAAD2
                3QEAAACu4tvJRDEkAAD4KxEAAACu4tvJRDEMAADLv/0BAAAApuLN2aMXngQAQAP1mzQAAABKNtrFU8mBjRqg
                KwCq4PUUnvCAqsjm4eCo5nHf2ZqJwBZO/iZcxXth4o0cA4mBpVt6SDt+H9zue970bsq7Ke/e9O5NwzcN3zSc
                MpwynHIenAfn/koBruIpf+8iCRglAAAAwHwxAgCu4il/7yIJuAUAAACgYFgOAACu4il/7yIJ+AYAAACYZS4B
                AK7iKX/vIgkYJQAAAMC8NAEAruIpf+8iCfgSAAAAgMJ3NQAAnuDxxg7swQeAhhxzzDHHHJ/54U7MKioxx3tb
                VQAguK7ruhRCCKqaUfzLPAAAAACwjwkAALh53VgFqpoZMyZeATCtBAAAAEC9EksAqpoZMyZeAeh/WQIAAABg
                ll6SAKqaUfzLPAAAAADQ7wIAAHDu3yEAqpoZMyZeAXCnAgAAAAB9jxUAoqHZAArwUZdRqV0P1TxU86mLPr+/
                2hrVC/TRTfRoIY6b/2j+o/k37V/71/61f+1f+9f+tX/tT+vT+rQ+rU/r0/q0Pq1P69N6NQBPZ2dTAAQgNQAA
                AAAAAAAAAAADAAAAmcrQshcmEBERDz9HDw8PECJFERIRERIlFBIhLaadGSOneAUAHoBpQIbIuuaKE5hl9SGE
                EJqmVhSuiIqoiLXquLQCspw1MHkFAJ4EAAAAAGZTAK6cmd0qBIwGAAAAANTX1gQArpyZ3SoEjAIAAAAA+OvW
                BACynDWw8QaMAQAAAICdByyqom4zckBBpVJDCCGEiYmJRAhhdNP3if+/JQC2c9PpdDqdTqfT6XQ6nU6n0+l0
                Op1Op9PpdDqdTqfT6XQ6HQKioX59kglQqVStaynJGGOMMcYYI5BVtVy+Wy6Xy1I3Ho/H4/F4PB6Px+PxeDwe
                j8fj8Xg8Ho/H4/F4PB6Px+PxeDwej6MMDK7i26xEUQAAwA+lBwAAAK7i26xEMQgAAJ42PQAAAK7i28lEMTQA
                ANSsBgAAAK7i28lEkgcAAAB1tg0AAACm4s31T9sIAIHRsG5VAAAAHUc+n34yaglQFKUVRVEURRECpuJ9FE94
                QFWoefjyqOZx2rSaASiaeKO5eG/zLnUJJIaVbul5MJzy7k3v3vTuTe+mvJsynDKccu7+pPt9dB/dR/fR1S8A
                ruIpf+8iCRglAAAAwHwxAgCu4il/7yIJuAUAAACgYFgOAACu4il/7yIJ+AYAAACYZS4BAK7iKX/vIgkYJQAA
                AMBcNgEAruIpf+8iCfgSAAAAgMJ3NQAAnuDxxg7swQeAhhxzzDHHHJ/54U7MKioxx3tbVQAguK7ruhRCCKqa
                UfzLPAAAAACwjwkAALh53VgFqpoZMyZeATCtBAAAAEC9EksAnpeenHoFwK8rAYAcAAg20j8JByZ73vQT9W1B
                vKz5NHkEeswtq/YKQH9lDKBSAQBsfWY7tMAhTe5Kk7uVubuVefBlfQjLzu1wQtf5a1AG
                """
        ),
        DemoFile(
            path: "Зимний Берег/Тихие поезда/02 - Снег над портом.ogg",
            title: "Снег над портом",
            artist: "Зимний Берег",
            album: "Тихие поезда",
            durationMilliseconds: 1_200,
            isrc: "",
            base64: """
                T2dnUwACAAAAAAAAAAAAAAAAAAAAAHp7n70BHgF2b3JiaXMAAAAAAUAfAAD/////gD4AAP////+ZAU9nZ1MA
                AAAAAAAAAAAAAAAAAAEAAAB9PFQLC7f///////////+1A3ZvcmJpcwYAAABmZm1wZWcGAAAAFgAAAGVuY29k
                ZXI9TGF2YyBsaWJ2b3JiaXMiAAAAVElUTEU90KHQvdC10LMg0L3QsNC0INC/0L7RgNGC0L7QvB4AAABBUlRJ
                U1Q90JfQuNC80L3QuNC5INCR0LXRgNC10LMdAAAAQUxCVU090KLQuNGF0LjQtSDQv9C+0LXQt9C00LAJAAAA
                REFURT0yMDExDQAAAFRSQUNLTlVNQkVSPTIBBXZvcmJpcxJCQ1YBAAABAAxSFCElGVNKYwiVUlIpBR1jUFtH
                HWPUOUYhZBBTiEkZpXtPKpVYSsgRUlgpRR1TTFNJlVKWKUUdYxRTSCFT1jFloXMUS4ZJCSVsTa50FkvomWOW
                MUYdY85aSp1j1jFFHWNSUkmhcxg6ZiVkFDpGxehifDA6laJCKL7H3lLpLYWKW4q91xpT6y2EGEtpwQhhc+21
                1dxKasUYY4wxxsXiUyiC0JBVAAABAABABAFCQ1YBAAoAAMJQDEVRgNCQVQBABgCAABRFcRTHcRxHkiTLAkJD
                VgEAQAAAAgAAKI7hKJIjSZJkWZZlWZameZaouaov+64u667t6roOhIasBADIAAAYhiGH3knMkFOQSSYpVcw5
                CKH1DjnlFGTSUsaYYoxRzpBTDDEFMYbQKYUQ1E45pQwiCENInWTOIEs96OBi5zgQGrIiAIgCAACMQYwhxpBz
                DEoGIXKOScggRM45KZ2UTEoorbSWSQktldYi55yUTkompbQWUsuklNZCKwUAAAQ4AAAEWAiFhqwIAKIAABCD
                kFJIKcSUYk4xh5RSjinHkFLMOcWYcowx6CBUzDHIHIRIKcUYc0455iBkDCrmHIQMMgEAAAEOAAABFkKhISsC
                gDgBAIMkaZqlaaJoaZooeqaoqqIoqqrleabpmaaqeqKpqqaquq6pqq5seZ5peqaoqp4pqqqpqq5rqqrriqpq
                y6ar2rbpqrbsyrJuu7Ks256qyrapurJuqq5tu7Js664s27rkearqmabreqbpuqrr2rLqurLtmabriqor26br
                yrLryratyrKua6bpuqKr2q6purLtyq5tu7Ks+6br6rbqyrquyrLu27au+7KtC7vourauyq6uq7Ks67It67Zs
                20LJ81TVM03X9UzTdVXXtW3VdW1bM03XNV1XlkXVdWXVlXVddWVb90zTdU1XlWXTVWVZlWXddmVXl0XXtW1V
                ln1ddWVfl23d92VZ133TdXVblWXbV2VZ92Vd94VZt33dU1VbN11X103X1X1b131htm3fF11X11XZ1oVVlnXf
                1n1lmHWdMLqurqu27OuqLOu+ruvGMOu6MKy6bfyurQvDq+vGseu+rty+j2rbvvDqtjG8um4cu7Abv+37xrGp
                qm2brqvrpivrumzrvm/runGMrqvrqiz7uurKvm/ruvDrvi8Mo+vquirLurDasq/Lui4Mu64bw2rbwu7aunDM
                si4Mt+8rx68LQ9W2heHVdaOr28ZvC8PSN3a+AACAAQcAgAATykChISsCgDgBAAYhCBVjECrGIIQQUgohpFQx
                BiFjDkrGHJQQSkkhlNIqxiBkjknIHJMQSmiplNBKKKWlUEpLoZTWUmotptRaDKG0FEpprZTSWmopttRSbBVj
                EDLnpGSOSSiltFZKaSlzTErGoKQOQiqlpNJKSa1lzknJoKPSOUippNJSSam1UEproZTWSkqxpdJKba3FGkpp
                LaTSWkmptdRSba21WiPGIGSMQcmck1JKSamU0lrmnJQOOiqZg5JKKamVklKsmJPSQSglg4xKSaW1kkoroZTW
                SkqxhVJaa63VmFJLNZSSWkmpxVBKa621GlMrNYVQUgultBZKaa21VmtqLbZQQmuhpBZLKjG1FmNtrcUYSmmt
                pBJbKanFFluNrbVYU0s1lpJibK3V2EotOdZaa0ot1tJSjK21mFtMucVYaw0ltBZKaa2U0lpKrcXWWq2hlNZK
                KrGVklpsrdXYWow1lNJiKSm1kEpsrbVYW2w1ppZibLHVWFKLMcZYc0u11ZRai621WEsrNcYYa2415VIAAMCA
                AwBAgAlloNCQlQBAFAAAYAxjjEFoFHLMOSmNUs45JyVzDkIIKWXOQQghpc45CKW01DkHoZSUQikppRRbKCWl
                1losAACgwAEAIMAGTYnFAQoNWQkARAEAIMYoxRiExiClGIPQGKMUYxAqpRhzDkKlFGPOQcgYc85BKRljzkEn
                JYQQQimlhBBCKKWUAgAAChwAAAJs0JRYHKDQkBUBQBQAAGAMYgwxhiB0UjopEYRMSielkRJaCylllkqKJcbM
                WomtxNhICa2F1jJrJcbSYkatxFhiKgAA7MABAOzAQig0ZCUAkAcAQBijFGPOOWcQYsw5CCE0CDHmHIQQKsac
                cw5CCBVjzjkHIYTOOecghBBC55xzEEIIoYMQQgillNJBCCGEUkrpIIQQQimldBBCCKGUUgoAACpwAAAIsFFk
                c4KRoEJDVgIAeQAAgDFKOSclpUYpxiCkFFujFGMQUmqtYgxCSq3FWDEGIaXWYuwgpNRajLV2EFJqLcZaQ0qt
                xVhrziGl1mKsNdfUWoy15tx7ai3GWnPOuQAA3AUHALADG0U2JxgJKjRkJQCQBwBAIKQUY4w5h5RijDHnnENK
                McaYc84pxhhzzjnnFGOMOeecc4wx55xzzjnGmHPOOeecc84556CDkDnnnHPQQeicc845CCF0zjnnHIQQCgAA
                KnAAAAiwUWRzgpGgQkNWAgDhAACAMZRSSimllFJKqKOUUkoppZRSAiGllFJKKaWUUkoppZRSSimllFJKKaWU
                UkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkop
                pZRSSimllFJKKaWUUkoppZRSSimVUkoppZRSSimllFJKKaUAIN8KBwD/BxtnWEk6KxwNLjRkJQAQDgAAGMMY
                hIw5JyWlhjEIpXROSkklNYxBKKVzElJKKYPQWmqlpNJSShmElGILIZWUWgqltFZrKam1lFIoKcUaS0qppdYy
                5ySkklpLrbaYOQelpNZaaq3FEEJKsbXWUmuxdVJSSa211lptLaSUWmstxtZibCWlllprqcXWWkyptRZbSy3G
                1mJLrcXYYosxxhoLAOBucACASLBxhpWks8LR4EJDVgIAIQEABDJKOeecgxBCCCFSijHnoIMQQgghREox5pyD
                EEIIIYSMMecghBBCCKGUkDHmHIQQQgghhFI65yCEUEoJpZRSSucchBBCCKWUUkoJIYQQQiillFJKKSGEEEop
                pZRSSiklhBBCKKWUUkoppYQQQiillFJKKaWUEEIopZRSSimllBJCCKGUUkoppZRSQgillFJKKaWUUkooIYRS
                SimllFJKCSWUUkoppZRSSikhlFJKKaWUUkoppQAAgAMHAIAAI+gko8oibDThwgMQAAAAAgACTACBAYKCUQgC
                hBEIAAAAAAAIAPgAAEgKgIiIaOYMDhASFBYYGhweICIkAAAAAAAAAAAAAAAABE9nZ1MAAAAfAAAAAAAAAAAA
                AAIAAACOhpbxIC8QEREQEUYrERERET5HEhISEhQnEQ8UERFHERAREBFLolhNS/fGHhBUKgCaO0cKAGiatquq
                Gq6GqwkT3Eg30nVd13Vd13Vd13Xdz9OnTwGWU7yJvAK+AQAAAE5NPwAAllO8ibwCvhMAAABwmggSAACaU5yK
                vALmEgAAAFCvKxIAAJpTnIq8AuoSAAAAYK+FCgCWU7yJvALOCQAAAOgf00sAALKdlnUFDmRUaij1UG396quv
                b3qQFplH5pH55S/u+cXleWQembc+rU/r0/q0Pq1P69P6tD6tT+vT+rQ+rU/r0/q0Pq1PMQOilgYUrwC2BIBK
                tTIIKyMbZ/hqAZqmaUXhCldCe9QetUftUXvUHrVH7aEDnpOyjVcAUSUAAAAA2a1oAQCek7KNVwB1lQAAAACc
                So0WAJ6Tso1XAOdKAAAAAMNj6VoAnpOyjVcAn5UAAAAAtg4nVQCuIstJQ7gElUoNIYQQQhiNNi6/3GytDsC2
                z6d1Op1Op9PpdDqdTqfT6XQ6nU6n0+l0Op1Op9PpdDqdTkcAAKKhkYGEAWAEGZUKIYqiKBKj5WI47XLG4/F4
                PB6PH51xZmZmZmbmeDwej8fj8Xg8Ho/H4/F4PB6Px+PxeDwej8fj8Xg8BgMDrpuZY4VXAOSEBwAAAADCS80E
                rpuZY5VXAERVAAAAACD164YArpuZY4VXAOTdAQAAAICZNvMBrpuZY5VXALh7AAAAAMQ+3+kAopruhlcA+AoA
                AAjSiiCt2fleEQCmXbukAbUDQGAcY2WPlT22P1+/1nNmhwIAAAA0TdM0TdM0TdM0TQOu3lB8Uw0AAAAAAFD/
                VwAAAK7eUH1TIeABAAAAAJZqAK7e0KFqgJ4AAAAAAIB61Q4AAAAArt7QoaoBBwAAAAAwzJgEAACu3tChqgEH
                AAAAADDMnAAAALqhIjJ0CACVSo055ji/PfPfCNTO09eH8vLy8vLy8qqqqqqqqqqqqqqqqqqqqqqqqqqqhqvh
                ariaMGHChAkTJkyYMGHChAoAmlOcirwCPhMAAACwtWKUAACWU7yJvAI+AQAAALZKXgAAllO8ibwCbgEAAADo
                T+kEAACaU5yKvAKyAAAAANhnqQAAmlOcirwCjgIAAABQH9cKAACqInsjBT6gUKnNAy0mEmmf/r/piermPxo9
                mv9o/qOFOG7+o/mP5j+a/2j+TXQT3bR/7V/7V+/T+rQ+rU/r0/q0Pq1P69P6tD6tBQBPZ2dTAASAJQAAAAAA
                AAAAAAADAAAAMdhOEQc5ERISExkmplxa2CuAuhJQqVSAICy2WqsVAEFhClNERVTEsqgcyofyoXywR+1Re9Qe
                tUftUXvUHrVH7VF71M4BnpOyjVcAHysBAAAADP+ntACek7KNVwC/KwEAAABs/ctQAQCik3GAV4D+dwkAAADg
                3StWAQCik3FA5gEAAADALQEAwOGLXXgAmpNmilcAvwEAVADA3jeXAADPe////19lAIbUGvPnFcAtAYJGBQDY
                WVS4JAApFePxeDwej6tSAvCux+PxeDwe
                """
        ),
        DemoFile(
            path: "The Copper Kites/Weather Machines/01 - Barometer.opus",
            title: "Barometer",
            artist: "The Copper Kites",
            album: "Weather Machines",
            durationMilliseconds: 1_900,
            isrc: "QZPSM2300021",
            base64: """
                T2dnUwACAAAAAAAAAAAAAAAAAAAAAAIotXIBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAAA
                AAABAAAAiAQqCAGpT3B1c1RhZ3MGAAAAZmZtcGVnBwAAABQAAABlbmNvZGVyPUxhdmMgbGlib3B1cw8AAABU
                SVRMRT1CYXJvbWV0ZXIXAAAAQVJUSVNUPVRoZSBDb3BwZXIgS2l0ZXMWAAAAQUxCVU09V2VhdGhlciBNYWNo
                aW5lcwkAAABEQVRFPTIwMjMNAAAAVFJBQ0tOVU1CRVI9MREAAABJU1JDPVFaUFNNMjMwMDAyMU9nZ1MAAIC7
                AAAAAAAAAAAAAAIAAABmhsMOMhgQDxEOEBAQDxAZFxAQERAUEA8PGRwVGyEgISAfHxoUEhERERIRERIgFBEQ
                DxIVEBIUCIOcAn/jC8SLAiF4jEEXeuWpI1RUdUz1CKjPWyrFlLCf+k2GPaP0gAiid2gb7hlY5HfrlysqQAii
                7lXgRqH1WICsMbdxDgVgCKOYQALdJhLB9PirA64Iop6101GetlZxI7X8GcyACKJ3aBvuHKO7MLyMAGeXwAii
                d2gb7hlXKWQlVkKHAYAIou5V4Eah9Vh1rYG9vsAIo5hAAt0mDkOKNftRFX9gCLgsYl3RgPv3okjG7nup0HQi
                AdZW811+ywit5JyQCVOu313q4XFvmOYZ/xtiCfKACKUR7vwCNGKraUqQUXgJjAijv9DkXgY0YOfqR62dIiAI
                o8mO/AZG7FtnHx4W9RI/gAij4j2NEPdhHC3zQ0tzDbAIo+I9jRp3CAb0PscXEPfGX5TUgAijyY78BkbsWxWQ
                v0iuNkAIo7/Q5F4GOGziThY1S1QIo8mO/AZG4Pcf6KoM90AItHb1Y5fqICztxZpaKIbLFIDbTJdNsTP7CKjZ
                LUPe5KCyTzq06LBztfD85UIso6XNe4iCwAilDMm8RVx8DXZg7YaevTD5Tf5N8gilEz3NeU9qdUgdyLmN0EsM
                h7YCgQw+ogZdpwimfVceu/wglbPWmPBG+HkzWwZctW/CubyOmi4WdFKb8QioeSBJZ1D087jaedayp4TBVWqo
                qbJ0GuXJQL47b1nmCKoL7nDbsXrCN3F2D8hGnV6u3O2A8dJ9CF9WLglGYE5ACKoqkb9FjeYBjpoQsBiz1LBi
                V0xKExG/Y9sNkxy4dYAIqiqRv0WN5UQG5J3bGPQXcMlEVB8BGDowK0dnHyOoCKo3qh+i2XwELB5icvJZ7jNE
                9CalTX4b86u8Hl8OgAi632yECMlHFbEYqtA16y3gQ2ZkTqAN5MPYCLFKyYkYDvcF8+G5mwiZerr9KYAIqXq4
                2YyOm04dRa6jl47AzYAIqXq43aQFozPI9Ewmro+ugAioYLEpAWBBcexmE++JyJstCKl6uNmMMCGZSse/AcY8
                qtMIqUITdFBAw5FEcXtyM/DZB3AIp8f42YyOoLNnGtNpMxftQAinx/jZjI6XHHNsEX7t0krwCKfH+NmMjpap
                W10g/4o1d4qwCLw3NaZjWBNRAvrPqrH+S8u4AXkUivgN0z3JJChEVkAIuEwAR1syY7M3d9TKRDv5ntNXMgin
                zySIvG4aVKSG/+j8ZVHgCKddsRPVJtroonOAvsVx/AinzySIvG4aVKSYbUac+wimWjNtNk2PB79gVlaL8psp
                wAimx3XgLrheKOmizbIsJBRCwPBOwAinkQKO06Mv5/Kk+Qj6lgQIplozbTZM7VNcGchYWRn8PtMIplozbTQd
                nh0aM28IiPi2nSI45k9nZ1MABHhlAQAAAAAAAAAAAAMAAAAmDXaeLhkSEhASFBAQEBAZHBwcHRkcHBwcFRUS
                ERASERITExgWERMTEg0RFBQYFQ8SEhYIvDbiYOLDqWRH2z9P6fu8L7hTAmL6YI6ACLdkwP74NCtZcWNaD210
                13sgCKfPSQTz73Nv99BScqu3G5seCKfPSQT1Ug4VC9PkxdHhMAinkQsgW1DyOiLi5hQrZd4q0gimWk78AShd
                74+/XKb+VGFr0X+8CKZaTvwCNCanewduJ0gY5AimWk78ASg16b8xmKEHsdAIplpO/AI0WGz8NJK0okLnCKZa
                TvwD+BQzA/YaeN2M6Ai8DUJl4xoPrvfvNShGx9MS6BzAXH8kPkAItn2B88j+rFk9r4PzTo6xIDLIYWqvt/Bc
                p1BgCKhYBJ/dnx3a74r1zMKpqaz+0NZZbL8hRCa9sAioeK7VEu41DYCUq5RIaMiCMM58s5fLR055dWoIqYPE
                TMXGSNF3BVSDjlpLVzKD8BzHCLTUFGAS8Aipg8RMxcZIUXUnadZc6I261RZvWwqMMKIIqYPETMXGSFF8ldLx
                V6o61kzvKvBqpiqMS+hACKoZ1ac3CVfE6OtSovf7D6H3THSiea3vRbCZwAir3qBJZ1D087i08++8pN4uwJW5
                l/JjG7I0T2wIrXFucNuxesI3axyPECs8a9ilkEka1nc80NgLCLwMckfYm4DmJS23Ir4oBLu7G/nlCLSvT4GE
                qq4/D22n6q8svYAU77iACKsteNmMjptV1J+QqV05cdAwCKsteNmMMAhRNo2SV8rJ46AIqy143aQF16OhyzGp
                gWVrCKsteNmMjpapXNvemybFlgSACKsteNmMjpapXoMcCyBYPiUIqXq43aQF16VV52wf8rrd0+gIqXq42YyO
                lxxxMwE29szXmfqICKl6uN2kxSJ+brsDSgVeHHi6UAi8ic8m7zFdBjFFfSjT91K/3Enb7KUdUQi4TAD+lKr8
                wg/CBH1k9vFPCcYCW+AIqYHkiLxuvLzZSha9HRjzQAinwldZmOUOLD+lbXDqxCmGDHAIp88kiMMOjOATUaW4
                4a63CFXACKfPJIi/VBS8umkLxOgIxd6gCKf4ad9xrRvm3Ry/4gipgeSIvG4aVIXHQ9gLahGYCKfCV1mY5Q4s
                AkK4MKLui0OZL3wIp88kiMMO3hRBj0HkKryqSaRrgAi8DUJkSTga7TNoN4G+23rzzWe6oZVS0Ai2fYQ+hEjk
                hQPxGorxUs+822FSlgipggkE9VJFAPwr1+SRhAipggkE8+9LgKW7KvwGnlo6gAipggkE8+9LgJ55F5U79Wmf
                IAi5FXDccauKQeXFPvf7zdEzhW41+8g=
                """
        ),
        DemoFile(
            path: "The Copper Kites/Weather Machines/02 - Étude for Rain.opus",
            title: "Étude for Rain",
            artist: "The Copper Kites",
            album: "Weather Machines",
            durationMilliseconds: 1_450,
            isrc: "",
            base64: """
                T2dnUwACAAAAAAAAAAAAAAAAAAAAAAIotXIBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAAA
                AAABAAAAVT8qvAGaT3B1c1RhZ3MGAAAAZmZtcGVnBgAAABQAAABlbmNvZGVyPUxhdmMgbGlib3B1cxUAAABU
                SVRMRT3DiXR1ZGUgZm9yIFJhaW4XAAAAQVJUSVNUPVRoZSBDb3BwZXIgS2l0ZXMWAAAAQUxCVU09V2VhdGhl
                ciBNYWNoaW5lcwkAAABEQVRFPTIwMjMNAAAAVFJBQ0tOVU1CRVI9Mk9nZ1MAAIC7AAAAAAAAAAAAAAIAAABE
                wDPbMhwZExQOEBQSEBAaExAQExMQERUSFxMMDBEQDxUhIBUfDxMXEhQWFRMbFA8MCgwPDAwMCIM/a2aPkEb2
                jhwIB7KtNZtaeMFWrJrdNMMFYQisMdo+CV1vugnCXwNUoN2b+rdZql9DmdAIo5gEynu3vt3bFtgXja/fvnhQ
                CKKGOTsRLMC629/plH6ptZSb6uAIon9gTlkYrmylgWIMwAiidjMjeTobZMjXPNEXkYAIon9gTlkZ6DkVFQeA
                Ytk7xGcLYAiidmvzRV5VZovbQzdHHEDlgAiif2BOWRjACzh+bdDYkTAIon9gTkMnfW4g7D9HGYGACLZd4khk
                Ag5znzaO0M6dJpAxzFX2kNoskiAIqoIFl1RKNs4HkByQocnYYX3aCKPIIrc8aotkxy/XGu1G8AijyCK3WNj/
                e11IaK9zCRAIo8git1jYd4lH1FD3s55boMSACKPIIrdY2HeJPGqLYBBcvEiHQAijvmGUQ0ealzSlG/dVI2gI
                o8gitzxsvJDRK1847rrHngijyCK3WNoYE+GxuN4ZjH4N7HRhvAijyCK3WNoXpyP1sVcFlvZryAixEXVSdAh8
                EI2nKVcoROEFB3RU2cWuCKXlY7yjtXATkHWgvIOIBLwOIAij07c4j4Fs55GPIAij07c4j4Fs55GPIAij07c4
                j4Fs55ac4DhMjSAQCKPTtzVHTzoMH/BcffenBgij07c4j4Fiv3AIZx04egij6Zo5qNYyy6yM4YGmWOBGL3qo
                RAilmur9+TKv+JLgCGZ5UObbi7x05AHc5V+IVRXdsBh0gAim4y6ZKwp6w0F+Os29ObcCKtpiQiTrFpr44Jnf
                MPXACLZfsMlm+iaBNwZJiQP/KAn0yvDACKw+71LvD9nvoOX1taaQ+qn82i3YnrT925NY0IcrKAimZKSverJ/
                KBJoE0kLGAimZKSverJ+wPLodm5KMfVZN0AIplpO/AIzGDbFQnfml/B/TjVRMZm3eAimZKSverJ+wPKNCh8I
                zExSgAimZKSx3oEG8kIUz4vPS9deN3y4CKZkpK96sn/Hm6UNZG5t3vuwjw6mwAimZKSverJ+wPL0fhDbgSZI
                dQ4hiAimWk78AjMYNsWtFgHKCBnADZsIr1Y4JJD1IgEe9xCbNZeELRCJXxgVJK/C1KUIPMpWT5h0ms21eiOX
                +eBdKUQ/GAg8xw9fAiJuM8Lva9bgYAg8xw9e88WDz4IxOAg8xw9e9TjLRUAIPCvVJCKVHSsC7WAIPDy5WeEk
                4oaqbFJdE+4IPLmktRlo3p5XqVkIPCvVJBuAK3eQSWAIPCvVJB8Dx2pU6odPZ2dTAAQYEQEAAAAAAAAAAAAD
                AAAARA8JTBcSFBAPEBAPERAOFBYPDAwNDQwNEBYUFQiFKq5IDHP1ixD9YTZfzKMX+AixSYe+ve3FPrJ+EMdn
                JZrKw2FgCKPIIrdY2hgT3X7L1rUYgAijyCK3WNoYE+FlIoj0fQijyCK3WNoXpyiImFKJ03AIo8git1jaF6cj
                6mfqfrFgCKO+zAH0xEtjJFha79EvCKPIIrdY2Py9RQX0pnV4HsAIo8git1jY/3tftAn4nw9gCDww+DDDPjKZ
                vWNLsHgIufyw1ghOoFK4mWJAMwisMempIAiy/EQvyudkuU0JXZVm+HZTJbuPepwIo9O3OJGHtEorzX7r42AI
                o9O3OI+BhZQ2NTAIo9O3OI+Bgb7F4kAIo9O3OI+BbOeHvOYQCKPTtziPgWznkZOoiAij07c4j4Fs54e4YAij
                07c4j4Fs55GTrewIo9O3OI+BbOeIKDWbqmvmCLV4cPujRuhbZiVzRzAog5O1c+n+Dwiqf92KmC5fb2yX8FAR
                QDJdhEY+CKVg4JgtUtNCdh9ktvh9BeWZUGQQ
                """
        ),
        DemoFile(
            path: "Teodor Kříž/Polní zápisky/01 - Křídla.wav",
            title: "Křídla",
            artist: "Teodor Kříž",
            album: "Polní zápisky",
            durationMilliseconds: 1_000,
            isrc: "",
            base64: """
                UklGRjwQAABXQVZFZm10IBAAAAABAAEAoA8AAKAPAAABAAgAZGF0YaAPAACEkZ+mpZyOfWxfWlxmdYeXoqaj
                mIh2Z1xaX2t8jZylpp+SgXBiWltjcYKToKakm4x6al5aXWh4iZmjpqGWhXRlXFpgbX6PnaWlnpB+bmBaW2Vz
                hZWhpqOZiXhoXVpeanqLm6SmoJSDcWNbWmJvgZKfpqWcjXxrX1pcZnaHl6KmopeHdWZcWl9sfI6cpaafkYBv
                YlpbY3KDlKCmpJqLemleWl1oeIqZo6ahlYVzZFtaYW5/kJ6lpZ2Pfm1gWlxldIWWoqajmYl3aF1aXmp6jJuk
                pqCTgnFjW1ticIGSn6alnI17a19aXWd2iJijpqKXhnVmXFpgbH2OnaWmnpGAb2FaW2RyhJShpqSai3lpXlpe
                aXmKmqSmoZWEc2RbWmFuf5CepqWdj31tYFpcZXWGlqKmo5iId2ddWl9re42bpaagkoJwYltbYnGCk6CmpJuM
                e2pfWl1nd4iYo6ailoZ0ZVxaYG19j52lpp6Qf25hWltkc4SVoaakmYp4aV1aXml5i5qkpqGUg3JkW1phb4CR
                n6alnY59bGBaXGZ1h5eipqOYiHZnXFpfa3yNnKWmn5KBcGJaW2NxgpOgpqSbjHpqXlpdaHeJmaOmoZaFdGVc
                WmBtfo+dpaWekH9uYVpbZXOFlaGmo5mJeGhdWl5qeouapKaglINxY1taYm+Bkp+mpZyOfGxfWlxmdoeXoqai
                l4d2ZlxaX2x8jpylpp+RgG9iWltjcoOUoKakmot6al5aXWh4ipmjpqGVhXNkW1phbn+QnqWlnY9+bWBaXGV0
                hZaipqOZiXdoXVpeanqMm6SmoJOCcWNbWmJwgZKfpqWcjXxrX1pcZ3aImKOmopeGdWZcWmBsfY6dpaaekYBv
                YVpbZHKElKGmpJqLeWleWl1peYqapKahlYRzZFtaYW5/kJ6mpZ2PfW1gWlxldIaWoqajmIh3Z11aX2t7jJuk
                pqCTgnBiW1ticIKToKakm4x7a19aXWd3iJijpqKWhnRlXFpgbX2PnaWmnpB/bmFaW2RzhJWhpqSainlpXVpe
                aXmLmqSmoZSDcmRbWmFvgJGfpqWcj3xuXHGYoqebiXNhWl9uhJilpZmFb19aYXKInKakloFrXVpkdoyepqKS
                fGhcW2d7kKGmn454ZVpcan+Uo6adinRiWl5tg5ekpZqGcGBaYHGHm6Wkl4JtXlpjdYuepqKTfmlcW2Z5j6Cm
                oI95ZltcaX6Toqaei3VjWl1sgpekpZuHcWBaYHCGmqWkmINuXlpidIqdpqOUf2pcWmV4jp+moZB7Z1tbaHyS
                oqaejXdkWl1rgZajppyIc2FaX2+FmaWlmYRvX1phc4mcpqOVgGtdWmR3jZ+moZJ8aFtbZ3uRoaafjnhkWlxq
                f5SjppyKdGJaXm6EmKSlmYZwX1phcoibpqSWgWxdWmN2jJ6mopN9aVxbZnqQoKagj3llW1xpfpOipp2LdWJa
                Xm2Cl6SlmodxYFpgcYeapaSXg21eWmJ1i52mo5R+alxbZXmPoKagkHpmW1xofZKipp6MdmNaXWyBlqSmm4hy
                YVpfcIWZpaWYhG5eWmJziZymo5WAa11aZHiNn6ahkXtnW1tnfJGhpp+Nd2RaXWuAlaOmnIlzYVpfboSYpaWZ
                hW9fWmFyiJumpJaBbF1aZHaMnqaiknxoXFtnepChpp+OeGVaXGp/lKOmnYp0YlpebYOXpKWahnBgWmBxh5ul
                pJeCbV5aY3WLnqaik35pXFtmeY+gpqCPemZbXGl9k6Kmnot1Y1pdbIKWpKabh3FgWmBwhpqlpJiDbl5aYnSK
                naajlH9qXFpleI6fpqGQe2dbW2h8kqKmno13ZFpda4CVo6aciHNhWl9vhZmlpZmEb19aYXOJnKajlYBrXVpk
                d42fpqGSfGhbW2d7kaGmn454ZVpcan+Uo6acinRiWl5ug5ikpZmGcF9aYXKIm6akloFsXVpjdoyepqKTfWlc
                W2Z6kKCmoI95ZVtcaX6Toqadi3ViWl5tgpekpZqHcWBaYHGGmqWkl4NtXlpidYudpqOUfmpcWmV5j6CmoJB6
                ZltcaH2SoqaejHZjWl1sgZakppuIcmFaX3CFmaWlmIRuXlpic4mcpqOVgGtdWmR3jZ+moZF7Z1tbZ3yRoaaf
                jXdkWl1rf25bXXCMoaaWfGNaY3yWpqGMcV1bbIifppqBZ1phd5Oko5B1X1ppg5ymnYVqW15zjqOllHliWmV/
                maagim5cXG+KoKaYfmVaYnqVpaKOcl5ba4aeppuCaFpgdpGkpJJ3YFpngZumnodsW11xjaKllntjWmR9l6ah
                i3BdXG2In6aZgGZaYXiTpaOQdF9aaYScpp2EalpfdI+jpZR4YVpmf5mmn4ltXF1wi6Gml31kWmN7lqWijXFd
                W2yHnqabgWdaYHaSpKSRdmBaaIKbpp6Ga1teco6ipZV6YlplfpimoIpvXFxuiaCmmX9lWmJ5lKWjj3NeW2qF
                naacg2laX3WQo6STeGFaZ4Capp+IbVtdcYyhppd8Y1pjfJamoYxxXVtsiJ+mmoFnWmF3k6SjkHVfWmmDnKad
                hWpbXnOPo6WUeWJaZX+ZpqCJblxcb4qgpph+ZVpiepWloo5yXltrhp6mm4JoWmB2kaSkkndgWmeBm6aeh2xb
                XXGNoqWWe2NaZH2XpqGLcF1cbYmfppmAZlpheJOlo490X1pphJ2mnYRqWl90j6Olk3hhWmaAmaafiW1cXXCL
                oaaXfWRaY3uWpaKNcV1bbIeeppuBZ1pgd5KkpJF2YFpogpumnoZrW15yjqKllXpiWmV+mKagim9cXG6JoKaZ
                f2VaYnmUpaOPc15baoWdppyDaVpfdZCjpJN3YVpngJqmn4htW11xjKGml3xjWmN8lqahjHFdW22In6aagGda
                YXeTpKOQdV9aaYOcpp2Faltec4+jpZR5Ylplf5mmoIluXFxviqCmmH5lWmJ6laWijnJeW2uGnqabgmhaYHaR
                pKSSd2BaZ4Gbpp6HbFtdcY2ipZZ7Y1pkfZemoYtwXVxtiZ+mmYBmWmF4k6Wjj3RfWmqEnaadhGlaX3SPo6WT
                eGFaZoCZpp+JbVxdcIuhppd9ZFpje5aloo1xXVtsh56mm4FnWmB3kqSkkXZgWmiCm6aehmtbXnKOoqWVemJa
                ZX6YpqCKb1xcbomgppl/ZVpieZSlo49zXltqhZ2mnINpWl91kKOkk3dhWmaBmaedimh5ellifJ6lkW5aZISh
                pIppWmmLpKGEZFpvkaadfWBcdZemmHZdX3ucppJwW2OCoKSMalpoiaOihWVabY+lnn9hW3OVppl4XV56mqaU
                cltigJ+ljmxaZoeioodmWmuNpZ+BYltxlKabel5deJmmlXNbYX+epY9tWmWFoaOJaFpqjKSggmNacJKmnHxf
                XHaYppd1XF99nKaRb1pkg6Gki2laaIqkoYRkWm6Qpp1+YFx0lqaYd11fe5umk3FbYoKgpY1rWmeIo6KGZVpt
                j6Wef2Fbc5WmmnleXnmappRyW2GAnqWObFpmhqKjiGdaa42ln4FiW3GTppt7Xl13mKaWdFxgfp2lkG5aZIWh
                o4poWmmLpKCDY1pvkaacfF9cdZeml3ZcX3ycppJvWmODoKSLalpoiaOhhWVabpClnX5gXHSWppl4XV56m6aT
                cVtigZ+ljWtaZ4ijoodmWmyOpZ+AYVtylKaaeV5deJmmlXNbYX+epY9tWmWGoqOJZ1pqjKSggmNbcJKmm3tf
                XXeYppZ1XGB9naaRblpkhKGkimlaaYqkoYRkWm+Rpp19YFx1l6aYdl1fe5ymknBbY4KgpIxqWmeJo6KGZVpt
                j6Wef2Fbc5WmmXhdXnqappRyW2KAn6WObFpmh6Kih2Zaa42ln4FiW3GTppt6Xl14maaVc1xgfp6lkG1aZYWh
                o4loWmqMpKCDY1pwkqacfF9cdpeml3VcX32cppFvWmODoKSLaVpoiqShhGRabpCmnX5gXHSWpph3XV57m6aT
                cVtigZ+ljWtaZ4ijooZmWmyOpZ6AYVtylKaaeV5eeZqmlHJbYYCepY5sWmaGoqOIZ1prjaWfgWJbcZOmm3te
                XXeYppZ0XGB+naaQblpkhKGkimhaaYukoINjWm+Rppx8X1x1l6aXdlxffJymknBaY4OgpIxqWmiJo6GFZVpt
                kKWefmBcdJWmmXhdXnqbppNxW2KBn6WNa1pmh6Oih2ZabI6ln4BhW3KUppp5Xl14maaVc1thf56lj21aZYai
                o4lnWmqMpKCCY1twkqace19ddpimlnVcYH2dppBvWWqDkqCmpZuMe2peWl1nd4mYo6ailoZ0ZVxaYG1+j52l
                pp6Qf25hWltkc4SVoaakmYp4aF1aXml5i5qkpqCUg3JkW1phb4CRn6alnI59bF9aXGZ1h5eipqOYiHZnXFpf
                a3yNnKWmn5KBcGJaW2NxgpOgpqSbjHpqXlpdaHiJmaOmoZaFdGVcWmBtfo+dpaWekH5uYFpbZXOFlaGmo5mJ
                eGhdWl5qeoubpKagk4NxY1taYm+Bkp+mpZyNfGtfWlxmdoeXoqail4d1ZlxaX2x8jpylpp+RgG9iWltjcoOU
                oKakmot6aV5aXWh4ipmjpqGVhXNkW1phbn+QnqWlnY9+bWBaXGV0hZaipqOYiXdnXVpeanuMm6SmoJOCcWNb
                W2JwgZKfpqWcjXtrX1pdZ3aImKOmopeGdWZcWmBsfY6dpaaekYBvYVpbZHKElKGmpJqLeWleWl5peYqapKah
                lYRzZFtaYW5/kZ6mpZ2PfW1gWlxldYaWoqajmIh3Z11aX2t7jZulpqCSgnBiW1tjcYKToKakm4x7al9aXWd3
                iJijpqKWhnRlXFpgbX6PnaWmnpB/bmFaW2RzhJWhpqSZinhoXVpeaXmLmqSmoZSDcmRbWmFvgJGfpqWcjn1s
                X1pcZnWHl6Kmo5iIdmdcWl9rfI2cpaafkoFwYlpbY3GCk6CmpJuMempeWl1od4mZo6ahloV0ZVxaYG1+j52l
                pZ6Qf25hWltlc4WVoaajmYl4aF1aXmp6i5ukpqCUg3FjW1pib4GSn6alnI18a19aXGZ2h5eipqKXh3VmXFpf
                bHyOnKWmn5GAb2JaW2Nyg5SgpqSai3ppXlpdaHiKmaOmoZWFc2RbWmFuf5CepaWdj35tYFpcZXSFlqKmo5mJ
                d2hdWl5qeoybpKagk4JxY1tbYnCBkp+mpZyNe2tfWl1ndoiYo6ail4Z1ZlxaYGx9jp2lpp6RgG9hWltkcoSU
                oaakmot5aV5aXml5ipqkpqGVhHNkW1phbn+QnqalnY99bWBaXGV0hpaipqOYiHdnXVpfa3uNm6SmoJOCcGJb
                W2JxgpOgpqSbjHtqaWQzIHAAAABJRDMEAAAAAABmVElUMgAAAAoAAANLxZnDrWRsYQBUUEUxAAAAEAAAA1Rl
                b2RvciBLxZnDrcW+AFRSQ0sAAAADAAADMQBUQUxCAAAAEQAAA1BvbG7DrSB6w6FwaXNreQBURFJDAAAABgAA
                AzE5OTgA
                """
        ),
    ]

    /// The one that comes while the demo watches.
    static let addedLater =
        DemoFile(
            path: "Nora Vale/Paper Harbour/04 - Harbour Lights.mp3",
            title: "Harbour Lights",
            artist: "Nora Vale",
            album: "Paper Harbour",
            durationMilliseconds: 1_724,
            isrc: "QZPSM2000004",
            base64: """
                SUQzBAAAAAAAfVRJVDIAAAAQAAADSGFyYm91ciBMaWdodHMAVFBFMQAAAAsAAANOb3JhIFZhbGUAVFJDSwAA
                AAMAAAM0AFRBTEIAAAAPAAADUGFwZXIgSGFyYm91cgBURFJDAAAABgAAAzIwMjAAVFNSQwAAAA4AAANRWlBT
                TTIwMDAwMDQA//NwwAAAAAAAAAAAAEluZm8AAAAPAAAAQgAADi4AEBQUFxsbHyIiJioqLTExNTk5PEBAREdH
                S09PUlZWWl1dYWVlaGxscHR0d3t7f4KChoqKjY2RlZWYnJygo6Onq6uusrK2urq9wcHFyMjM0NDT19fb3t7i
                5ubp7e3x9PT4/Pz/AAAAAExhdmYgbGFtZQAAAAAAAAAAAAAAACQEIQAAAAAAAA4uQX6FawAAAAAAAAAAAAAA
                AAD/8yDEAAfgIs25QwACAGblvHAAxbwIAAAAGYPgc+CAIAhrB8DvlDnB8P/+/oUQiBr8IIAk//MixAcKiHqY
                AZsoAMh9WPALpNgCWlAIR8Mk/Yk1rn/4CgCAP4kHg9wVCXg0JTv1KkJwJAH/8yDEBAlwOlwB3gAAjAxBaMF8
                FAwtSZjY3FTMHcH4wNwFDATASMAIAEu6hSpnaghEEYDz//MgxAUJ6D40ANfyBJ8wOgB+MNVGsTahwhowicBr
                MC6AODAVwDU26zIeBK4MrdTdGBpgF//zIMQECSA+OADXsAQafiYOgmxjo9In2SlIYlodZg0AyGB2B2f8npBv
                CcFpQdUxgrMTTjH/8yLEBgnYOjQA3/gBabMA1BkjA6kokx+QXqNCSkwKdDAotBwrGiCJDYHDgoBKyjOjk09M
                OP/zIMQGCiA+LADf8gQoswREFeMPOQOzeOhSgwm4DzMDFARh4CAIHDOjNFw1tB4HKk8xAAL/8yDEBAlwNlwB
                XgAAGBUCARAcmCoAEbdQOJh6BdGC0BoYFwBgAASMAYAQFAGLKn9NNVUh//MgxAUJEHK4AZkQAKmtAOslYnhB
                6dAwN3/fixYy4t6lC9QNYIAO3LgT+/rqeJCUk+YEAv/zIsQHCJhGaAHdAAEmGgzmMQmH/jSlxzC4PTB8DnnM
                DQHaWy2lvZSVflq6ZgkJgZMORRT7//MgxAwH+D5EAN+0IdyyjExAVMDoBAwhQGrTVZF4R+5Ua8yVM4aDQclH
                HJ59yGyA4lkwNf/zIMQTB7A+RADftCEAMEkSVUbbGtGJVaZiK6kfQMFGPDJwOYe3rn5iIgVDQKAoEAQlOVX/
                8yDEGwgAPkQA37YhhMKM0xJdywqJwAA5hUXGZpOdw1AxhvAng4C5BkwsYPWRy/MPUoxX//MixCIIQD5EAOe2
                IQ9gNAUsmYNg6YaH8c2/2Y3jqY0hSYEhaYMgCEEcjXGKSxsLAkYnumD/8yDEKQjARmQBXQAAkIAJK5gOAxi0
                m53ObgXDgz2OgDAGfHB8IRHGgsl5MJs+HAjPfg4g//MgxC0PEI5wAZ0oAE/HH+XP+ox/zZB3/3//+mqWLwiL
                u/kJpSsIRkxQQxgbuRSzja8F4v/zIMQXDnCiyAGYQADnySK/mTbCwt+iIeS4fcVCQNZQMA/xKzwQAcserO/K
                Bh/VrsrqaKH/8yLEBAjATmgB3QAAS+BgeIRjOOBlbbB16w5jCIJjuFBgqCgKB6RSV+eVsbNHAjbq8HliwP/z
                IMQJB/hKXADHtiGaYaIrRuhgLm0X5p58YAEo9Mpf6U1trakNtYVOWwM7TAoA8MMEzE3/8yDEEAf4QlwAx7Yh
                lkTY36DN4Jiz7KIblFcDHJqPugtMvoDamAMCwYHqb5jojUGlAw3g//MgxBcIGEpcAMe2IY8XJMt9CZ69nVV8
                wqZEkiAeTABAyMGY6M0VBGDC4I7AjAREhqy5+f/zIsQdB/BGYAB/tiGXWW266am6IAEAIMB4BgwCQPTAPGHN
                TgDkIF6EACMXRXhduUYEFe1d//MgxCUIkEZkAV4AAUTdtr4BhSIMQcONHZgoBZ7h6ABpn4F5Qk/BvEWN/8kI
                ycWP/HhI5P/zIMQpD+mywAGZUAAEn/+Pz3U88k///MoYYTvP//lwcggZQrrg/r+EgQHNHg2IVjEcYrP/8yDE
                EAxJCsQBmCgAU72m8IgCAP9Q7+JB4Pf8wkUpf/lEREr+DTVgr/6gaioK1fuRqGmj//MixAUJAE5wAd0AAYEA
                EwOCkOGQeJwwEYs8LSYyjEowpBoWA52WGwdGqWXLGmlr/LtMBBj/8yDECQgQTmQA33BBWqDlEcyQjk/0goxw
                D87uLMpjM5h6zkLV1XpIm4ClYMQO8EjbMVkq//MgxA8HYEpsAM9wQT/ZGTGADA66vHXikvpANcbVmXPypsYQ
                Chm+duqGTNaH8c+mOIoHi//zIMQYCEhWYADfcECYQIqsOf2tja4q3Ulb6NLQmAV89iAOoYRIo5q7iaGEmAeH
                0QvX48//8yLEHQg4UmQAz7BAFJfT4crNHIXmV6BhYFdB3imZDWqeVU0YtCqcbAAKQzDYau37Kypt1v/zIMQk
                CEhSYADfcEGDLUFws48WBWC96jJiT55HqplYGtxIOBsoiMI0mW1FXtqRSRkcZHD/8yDEKQ5YeqQAxpJFUkyS
                dHIzI1OQnZ01prfd91VwYo5TPzBQYB4lKGI5JysJaw68CQNG//MgxBYIoEqUAOYMKEVaIKAUKgIJgJpr/qVK
                QwJk0EgwYw1zGUp2PP41ExBAojBXBDMCoP/zIsQaCQA+QADXsAQmODjaMDEMplv8MKSAisG4AAIWYGuVhk0o
                DmH4QjSTBBgIECYfJhEi//MgxB4ISD5AANe2ABdRHioyzDSZOfgwYgpzGNhMPMUps/dwNAGxoOUNLZFyQKDt
                S5UHFP/zIMQjCBg+RADPtgAdSP1EQIIYP6AVmgQgAALQ5mQAGJQWAQWIgMSgMqA+4k9zGSOn8wf/8yDEKQho
                OkQAz/gAAMIxxZlT5nMIMSMJUwXgPjAtAlOMTUYBDMC2Kdp+XniiZAXpJhcr//MixC4I4D5AAM+wBCGa6F1g
                HEihyvOHTOwWUgfpCSbJmYHESyRHAnlIlkaTCeQ9hlJnJJf/8yDEMg/geoQA4wxJMaYz1uxj3NYb/7Of/6qI
                yxrSyzLNTmYT7ICIVpFgKkAsnUa2i6B5//MgxBkNKGqgANZYIZ5q7uBSVFFlGkiqJNjLMcVYbynmsa23zW73
                /+2RNomuDgwyUNOMiP/zIMQLCCA+RADftCE+mk8TEoAqMDsBcw5cwCo7uFTOUV6VcViyBImGyZcCVI0SsDLB
                QV//8yLEEQgIQkAA3/QhmAiABxhDQjbhXstqO3N0qmvMFSSDA0yMKOIlT5uWKMSABUIBfC40Qv/zIMQYB+A+
                RADftCGg9V9QGGqpWmcsSTFLJGJDpse4dlb2phrgZDQGJUAAALnPoSV0Zpv/8yDEHwfgQkgA37YgGmdLlSqC
                gHMEiwyNHzi+m6MKAE0BAHKYmFhR6BehDFrIymGqrIMi//MgxCYIID5IAOe2ITCAIIZie7Gw7j+YMYOAwAmj
                GBhacTCw8CoFnr3awryUt2AQTMUSjP/zIsQsCGBGRADnuCDGeSjIIyjM4ehds27UPVztvnQRiMAMmnsGECCF
                tAAAI4AABngAAZ4A//MgxDIPaHJ4AO5MSQDvwAP+OAf+a3/0fQADG5Jbtt6zfWQjMAxo8PSvxJUJuIL/goL/
                Av/zIMQbDuBGxlgOEgdN/wr/yCgn8goK/gUFPhBQU/IKCv4FBX9Cgr+gwV/QUKWUx562EIf/8yDEBghgSlgA
                x7gh5BQgBhMC9XQzFRxzCZ5OFh4DEUOAy1XWis9ylUUhsidVNYwDgCzC//MgxAsHoEJkADe2BSSGjUhCDM0i
                TaSYwIBUGcmNUp2lsP+xBIsDAObTBAA2MR0o05QRHP/zIsQTCGBKVADHtiE67fNETCUPT+bDBUzczWW5E3AU
                rCgDDUwFgVDB9SFM/sZY2YnPIAho//MgxBkIGEZcAMe2IX1WPfIJ+wHqlUdgxo6fhYeKgnGBslqZkgwRgDgf
                INgY2L8sGfmLWf/zIMQfCBhKXADHtiHtVaUHkz5r9MAsAAwdhqTSYBcNb2OchLTLldqU1hIZdmEbgQBduTT/
                8yDEJQewQmgAN7QE1f6RANRPq8wcT/dSeZS2zyO/DEyEhwgHKIrQPLpScFjA+CsWnSVK//MixC0PIIaoAGZM
                EYHCVIyJKVi06lW2bK99/6UBSAfEoqFL/JsBhUwW0/mIvCCQ8oS91qD/8yDEGAhwUpQATpgluJBr/yZamZ/7
                rdXakTdBVcLSAczOEwbAuDRaCvBQcA+NQhz4RP0h//MgxB0HYEpsAMewQRWzaopO2ZOIMJTkQM99eMh9UOr8
                VMURmN3wKZBKuZ9bl61xq1I/AP/zIMQmCHBWXADfcEAvMUCCtZwFCjhhdham1OFgGC7lKJMkoS1eES+npcr0
                /CG/TwKCo5b/8yLEKwgwTmAAz7JBCD3lsxq2U2WyIwwGkz+Bh0bmAwFN37PV5N28lKExAAAxgmCIBD8DI//z
                IMQyCGBWXADfcEAn4wymMwVGBAFCQERuJv22PQDaazYcebSMNAoc4rYTTAOMa4w0OYj/8yDENwgwRnABXQAB
                6xWQEJnVLcw0YEAFD+AYen5g+T/yef/6GEP9BM+n/kHIa//+nQpc//MgxD0O2PqAoZw4AIsSCgK6IhfKcplM
                pxKXV+EQ/MS7/BgG4jlDyfxceZqv48gwiab/6f/zIsQoD5DOyAGYQADHA+HSJ3JhkEGEiTOhAnJp2/iAQIJl
                6k1zThVFQkDakWlNMoMzOAfB//MgxBEM+PqQAZw4AADPImBI9/35Zb/DZh/4vY//JseT/9jy7P/Sl5v/3pv/
                /pvTE7gdef/zIMQECOB2wAGSEACKGHSFhasmyYfgg4T8EHOagcZ1hASfFRQWZ+sUFrP+pUxBTUUzLjH/8yDE
                BwAAA0gBwAAAMDBVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV
                """
        )
}
